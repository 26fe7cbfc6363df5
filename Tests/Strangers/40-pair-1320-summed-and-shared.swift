import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let n = data.batchSize
    var generator = SeededGenerator(seed: 5)
    var order = Array(0..<x.shape[0])
    var used = order.count
    for _ in 1...data.steps {
      if used + n > order.count {
        order.shuffle(using: &generator)
        used = 0
      }
      batches = Array(order[used..<(used + n)])
      used += n

      let input = x[rows: batches]
      let t = data["target"][rows: batches]
      let h = tanh(matmul(input, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = 0
      for k in 0..<n {
        loss += max(z2[k], 0) - z2[k] * t[k] + log1p(exp(-abs(z2[k])))
      }

      let dz2 = (y - t) / n
      let dz1 = matmul(dz2, weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": matmul(dz1.transposed(), input), "b1": dz1.sum(axis: 0),
        "W2": matmul(dz2.transposed(), h), "b2": dz2.sum(axis: 0),
      ]
      let rate = learningRate / Double(n)
      weights -= rate * gradients
      report(self, weights)
    }
  }
}
