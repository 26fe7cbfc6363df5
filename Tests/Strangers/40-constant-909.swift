import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0
  private let eta = 0.05

  private mutating func oneStep(x: Tensor, t: Tensor, _ p: inout Parameters) {
    let h = tanh(x.matmul(p["W1"].transposed()) + p["b1"])
    let z = h.matmul(p["W2"].transposed()) + p["b2"]
    y = sigmoid(z)
    loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
    let delta2 = (y - t) / t.count
    let delta1 = (delta2.matmul(p["W2"])) * (1 - h * h)
    gradients = [
      "W1": delta1.transposed().matmul(x), "b1": delta1.sum(axis: 0),
      "W2": delta2.transposed().matmul(h), "b2": delta2.sum(axis: 0),
    ]
    p -= eta * gradients
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (x, target) = (data["x"], data["target"])
    var generator = SeededGenerator(seed: 8)
    var steps = 0
    epochs: while true {
      let order = (0..<x.shape[0]).shuffled(using: &generator)
      for b in stride(from: 0, through: order.count - data.batchSize, by: data.batchSize) {
        if steps == data.steps { break epochs }
        batches = Array(order[b..<b + data.batchSize])
        oneStep(x: x[rows: batches], t: target[rows: batches], &weights)
        report(self, weights)
        steps += 1
      }
    }
  }
}
