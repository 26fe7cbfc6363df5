import GradusKit

// One example after the other, each with its own row of the noise.
struct VariationalAutoencoder: Trainer {
  @Setting var learningRate = 0.01
  var mean: [[Double]] = []
  var logVariance: [[Double]] = []
  var code: [[Double]] = []
  var reconstruction = 0.0
  var divergence = 0.0
  var loss = 0.0
  var gradients: Parameters = 0

  private func outer(_ a: Tensor, _ b: Tensor) -> Tensor { a.reshaped(-1, 1) * b.reshaped(1, -1) }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let examples = data["x"]
    let count = examples.shape[0]
    for step in 1...data.steps {
      let w = weights
      (mean, logVariance, code, reconstruction, divergence) = ([], [], [], 0, 0)
      gradients = .zeros(like: w)
      for n in 0..<count {
        let x = examples[row: n]
        let h = tanh(w["W1"].matmul(x) + w["b1"])
        let m = w["Wm"].matmul(h) + w["bm"]
        let s = w["Ws"].matmul(h) + w["bs"]
        let e = data["noise", step: step][row: n]
        let drawn = m + exp(s / 2) * e
        let z = w["W2"].matmul(drawn) + w["b2"]
        mean.append(m.values)
        logVariance.append(s.values)
        code.append(drawn.values)
        reconstruction += log(1 + exp(z)).sum() - dot(x, z)
        divergence += (m * m + exp(s) - (1 + s)).sum() / 2

        let dz2 = sigmoid(z) - x
        let back = w["W2"].transposed().matmul(dz2)
        let dm = back + m
        let ds = (back * e * exp(s / 2) + exp(s) - 1) / 2
        let dz1 = (w["Wm"].transposed().matmul(dm) + w["Ws"].transposed().matmul(ds)) * (1 - h * h)
        gradients +=
          [
            "W1": outer(dz1, x), "b1": dz1, "Wm": outer(dm, h), "bm": dm, "Ws": outer(ds, h), "bs": ds,
            "W2": outer(dz2, drawn), "b2": dz2,
          ] as Parameters
      }
      gradients /= Double(count)
      loss = (reconstruction + divergence) / Double(count)
      weights = w - learningRate * gradients
      report(self, weights)
    }
  }
}
