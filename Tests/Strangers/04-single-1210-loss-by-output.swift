import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func crossEntropy(_ logits: Tensor, _ outputs: Tensor, _ wanted: Tensor) -> Double {
    var total = 0.0
    for k in 0..<wanted.count {
      let m = abs(logits[k])
      total += max(logits[k], 0) - outputs[k] * wanted[k] + log1p(exp(-m))
    }
    return total / Double(wanted.count)
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let everything = data["x"], labels = data["target"]
    for step in 1...data.steps {
      let ids = data["batches", step: step].values.map { Int($0) }
      let (x, t) = (everything[rows: ids], labels[rows: ids])
      let (W1, W2) = (weights["W1"], weights["W2"])

      let hidden = tanh(matmul(x, W1.transposed()) + weights["b1"])
      let logits = matmul(hidden, W2.transposed()) + weights["b2"]
      y = sigmoid(logits)
      loss = crossEntropy(logits, y, t)

      let delta2 = (y - t) / t.count
      let delta1 = matmul(delta2, W2) * (1 - pow(hidden, 2))
      var slopes = Parameters.zeros(like: weights)
      slopes["W2"] = matmul(delta2.transposed(), hidden)
      slopes["b2"] = delta2.sum(axis: 0)
      slopes["W1"] = matmul(delta1.transposed(), x)
      slopes["b1"] = delta1.sum(axis: 0)
      gradients = slopes
      for name in weights.names { weights[name] -= learningRate * slopes[name] }
      report(self, weights)
    }
  }
}
