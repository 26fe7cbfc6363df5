import GradusKit

private func logistic(_ z: Double) -> Double {
  // by the hyperbolic tangent
  0.5 * (1 + tanh(0.5 * z))
}

private func squash(_ z: Double) -> Double {
  2 / (1 + exp(-2 * z)) - 1
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var chance = SeededGenerator(seed: 6)
    var rest: ArraySlice<Int> = []
    for _ in 1...data.steps {
      if rest.count < data.batchSize {
        rest = ArraySlice((0..<data["x"].shape[0]).shuffled(using: &chance))
      }
      batches = Array(rest.prefix(data.batchSize))
      rest = rest.dropFirst(data.batchSize)

      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      let h = (x.matmul(weights["W1"].transposed()) + weights["b1"]).map { squash($0) }
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = z.map { logistic($0) }

      var total = 0.0
      for k in 0..<z.count {
        // ln(1 + e^z) − z·t, from whichever side does not overflow
        let big = abs(z[k])
        let base = (z[k] + big) / 2
        total += base - t[k] * z[k] + log1p(exp(-big))
      }
      loss = total / Double(z.count)

      let dz2 = (y - t) / z.count
      let slope = h.map { (1 - $0) * (1 + $0) }
      let dz1 = dz2.matmul(weights["W2"]) * slope
      gradients = Parameters.zeros(like: weights)
      for (k, _) in batches.enumerated() {
        gradients["W1"] += dz1[row: k].reshaped(-1, 1) * x[row: k].reshaped(1, -1)
        gradients["b1"] += dz1[row: k]
        gradients["W2"] += dz2[k] * h[row: k].reshaped(1, -1)
        gradients["b2"] += dz2[row: k]
      }
      let change = learningRate * gradients
      weights = weights - change
      report(self, weights)
    }
  }
}
