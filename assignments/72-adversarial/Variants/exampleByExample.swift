import GradusKit

// One example after the other, with outer products; what every example adds is divided by their number at the end.
struct Adversarial: Trainer {
  @Setting var learningRate = 0.01
  var losses = (0.0, 0.0)
  var gradients: Parameters = 0
  var discriminatorLoss: Double { losses.0 }
  var generatorLoss: Double { losses.1 }

  private func outer(_ a: Tensor, _ b: Tensor) -> Tensor { a.reshaped(-1, 1) * b.reshaped(1, -1) }

  /// What a player of the two layers `first` and `last` makes of one row.
  private func play(_ x: Tensor, _ first: String, _ last: String, _ w: Parameters) -> (h: Tensor, y: Tensor) {
    let (b, c) = (first.lowercased(), last.lowercased())
    let h = tanh(w[first].matmul(x) + w[b])
    return (h, w[last].matmul(h) + w[c])
  }

  /// Adds one row's share to the gradients of the player if `isLearning`, and returns the slope by its input.
  private mutating func back(
    _ dy: Tensor, _ x: Tensor, _ h: Tensor, _ first: String, _ last: String, _ w: Parameters, isLearning: Bool = true
  ) -> Tensor {
    let dz = w[last].transposed().matmul(dy) * (1 - h * h)
    if isLearning {
      gradients[last] += outer(dy, h)
      gradients[last.lowercased()] += dy
      gradients[first] += outer(dz, x)
      gradients[first.lowercased()] += dz
    }
    return w[first].transposed().matmul(dz)
  }

  private mutating func step(_ names: [String], _ weights: inout Parameters, count: Int) {
    for name in names {
      gradients[name] /= count
      weights[name] -= learningRate * gradients[name]
    }
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let (real, noise) = (data["real", step: step], data["noise", step: step])
      let fresh = data["generatorNoise", step: step]
      let count = real.shape[0]
      let judgements = count * weights["d2"].count
      losses = (0, 0)
      gradients = .zeros(like: weights)

      for n in 0..<count {
        let fake = play(noise[row: n], "G1", "G2", weights).y
        for (x, sign) in [(real[row: n], -1.0), (fake, 1.0)] {
          let (h, z) = play(x, "D1", "D2", weights)
          losses.0 += log1p(exp(sign * z)).sum() / Double(judgements)
          _ = back(sign * sigmoid(sign * z), x, h, "D1", "D2", weights)
        }
      }
      self.step(["D1", "d1", "D2", "d2"], &weights, count: judgements)

      for n in 0..<count {
        let (h, x) = play(fresh[row: n], "G1", "G2", weights)
        let (seen, z) = play(x, "D1", "D2", weights)
        losses.1 += log1p(exp(-z)).sum() / Double(judgements)
        let dx = back(-sigmoid(-z), x, seen, "D1", "D2", weights, isLearning: false)
        _ = back(dx, fresh[row: n], h, "G1", "G2", weights)
      }
      self.step(["G1", "g1", "G2", "g2"], &weights, count: judgements)
      report(self, weights)
    }
  }
}
