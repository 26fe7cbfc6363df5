import GradusKit

// Outer products, one for each example, added up from the last to the first and divided at the end.
struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code: [[Double]] = []
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = [:]

  private func outer(_ a: Tensor, _ b: Tensor) -> Tensor { a.reshaped(-1, 1) * b.reshaped(1, -1) }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let examples = data["x"]
    for _ in 1...data.steps {
      let w = weights
      (code, y, loss) = ([], [], 0)
      gradients = .zeros(like: w)
      for n in (0..<examples.shape[0]).reversed() {
        let x = examples[row: n]
        let hidden = sigmoid(w["W1"].matmul(x) + w["b1"])
        let output = sigmoid(w["W2"].matmul(hidden) + w["b2"])
        code.insert(hidden.values, at: 0)
        y.insert(output.values, at: 0)
        loss += dot(output - x, output - x)
        let dz2 = (output - x) * output * (1 - output)
        let dz1 = w["W2"].transposed().matmul(dz2) * hidden * (1 - hidden)
        gradients += ["W1": outer(dz1, x), "b1": dz1, "W2": outer(dz2, hidden), "b2": dz2] as Parameters
      }
      loss /= Double(examples.count)
      gradients *= 2 / Double(examples.count)
      weights = w - learningRate * gradients
      report(self, weights)
    }
  }
}
