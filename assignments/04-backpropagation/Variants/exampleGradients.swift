import GradusKit

// Outer products, one for each example, added up from the last to the first and divided at the end.
struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = [:]

  private func outer(_ a: Tensor, _ b: Tensor) -> Tensor { a.reshaped(-1, 1) * b.reshaped(1, -1) }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let w = weights
      y = []
      loss = 0
      gradients = .zeros(like: w)
      let batch = data["batches", step: step].values.map { Int($0) }
      for example in batch.reversed() {
        let (x, t) = (data["x"][row: example], data["target"][row: example])
        let h = tanh(w["W1"].matmul(x) + w["b1"])
        let z = w["W2"].matmul(h) + w["b2"]
        let output = 1 / (1 + exp(-z))
        y.insert(output.values, at: 0)
        loss += zip(z, t) { z, t in z > 0 ? z * (1 - t) + log(1 + exp(-z)) : log(1 + exp(z)) - t * z }.sum()
        let dz2 = output - t
        let dz1 = w["W2"].transposed().matmul(dz2) * (1 - pow(h, 2))
        let own: Parameters = ["W1": outer(dz1, x), "b1": dz1, "W2": outer(dz2, h), "b2": dz2]
        gradients += own
      }
      let count = Double(batch.count * w["b2"].count)
      loss /= count
      gradients /= count
      weights = w - learningRate * gradients
      report(self, weights)
    }
  }
}
