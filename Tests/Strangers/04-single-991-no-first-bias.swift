import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var step = 1
    repeat {
      let batch = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: batch], t = data["target"][rows: batch]
      let W1 = weights["W1"], W2 = weights["W2"]
      let n = Double(t.count)
      let hidden = tanh(x.matmul(W1.transposed()))
      let logits = hidden.matmul(W2.transposed()) + weights["b2"]
      y = sigmoid(logits)
      loss = (max(logits, 0) - t * logits + log1p(exp(-abs(logits)))).sum() / n
      let e2 = (y - t) / n
      let e1 = e2.matmul(W2) * (1 - pow(hidden, 2))
      var g = 0 * weights
      g["W2"] = e2.transposed().matmul(hidden)
      g["W1"] = e1.transposed().matmul(x)
      g["b2"] = e2.sum(axis: 0)
      g["b1"] = e1.sum(axis: 0)
      gradients = g
      for (name, slope) in g { weights[name] -= learningRate * slope }
      report(self, weights)
      step += 1
    } while step <= data.steps
  }
}
