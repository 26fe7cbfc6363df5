import GradusKit

private func logistic(_ logit: Double) -> Double {
  0.5 * (1 + tanh(0.5 * logit))
}

private func squash(_ logit: Double) -> Double {
  2 / (1 + exp(-2 * logit)) - 1
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ set: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var chance = SeededGenerator(seed: 6)
    var rest: ArraySlice<Int> = []
    for _ in 1...set.steps {
      if rest.count < set.batchSize {
        rest = ArraySlice((0..<set["x"].shape[0]).shuffled(using: &chance))
      }
      batches = Array(rest.prefix(set.batchSize))
      rest = rest.dropFirst(set.batchSize)

      let features = set["x"][rows: batches]
      let t = set["target"][rows: batches]
      let hiddenOut = (matmul(features, weights["W1"].transposed()) + weights["b1"]).map { squash($0) }
      let logit = matmul(hiddenOut, weights["W2"].transposed()) + weights["b2"]
      y = logit.map { logistic($0) }

      var total = 0.0
      for k in 0..<logit.count {
        let big = abs(logit[k])
        let base = (logit[k] + big) / 2
        total += base - t[k] * logit[k] + log1p(exp(-big))
      }
      loss = total / Double(logit.count)

      let gOut = (y - t) / logit.count
      let bend = hiddenOut.map { 1 - 0.5 * $0 * $0 }
      let dz1 = matmul(gOut, weights["W2"]) * bend
      gradients = Parameters.zeros(like: weights)
      for (k, _) in batches.enumerated() {
        gradients["W1"] += dz1[row: k].reshaped(-1, 1) * features[row: k].reshaped(1, -1)
        gradients["b1"] += dz1[row: k]
        gradients["W2"] += gOut[k] * hiddenOut[row: k].reshaped(1, -1)
        gradients["b2"] += gOut[row: k]
      }
      let change = learningRate * gradients
      weights = weights - change
      report(self, weights)
    }
  }
}
