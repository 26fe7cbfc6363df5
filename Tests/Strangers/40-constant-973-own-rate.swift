import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  let eta = 0.05

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], t = data["target"]
    var generator = SeededGenerator(seed: 99)
    var queue: [[Int]] = []
    for _ in 1...data.steps {
      if queue.isEmpty {
        let order = Array(0..<x.shape[0]).shuffled(using: &generator)
        for b in 0..<(order.count / data.batchSize) {
          queue.append(Array(order[b * data.batchSize..<(b + 1) * data.batchSize]))
        }
      }
      batches = queue.removeFirst()
      step(x[rows: batches], t[rows: batches], &weights)
      report(self, weights)
    }
  }

  mutating func step(_ x: Tensor, _ t: Tensor, _ w: inout Parameters) {
    let h = tanh(matmul(x, w["W1"].transposed()) + w["b1"])
    let z = matmul(h, w["W2"].transposed()) + w["b2"]
    y = sigmoid(z)
    loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
    let dz = (y - t) / t.count
    let dh = matmul(dz, w["W2"])
    let da = dh - dh * h * h
    gradients = Parameters.zeros(like: w)
    gradients["W1"] = matmul(da.transposed(), x)
    gradients["b1"] = da.sum(axis: 0)
    gradients["W2"] = matmul(dz.transposed(), h)
    gradients["b2"] = dz.sum(axis: 0)
    w -= eta * gradients
  }
}
