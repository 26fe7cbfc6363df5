import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var random = SeededGenerator(seed: 3)
    let n = data["x"].shape[0]
    let perEpoch = n / data.batchSize
    var order: [Int] = []
    for step in 0..<data.steps {
      let k = step % perEpoch
      if k == 0 { order = (0..<n).shuffled(using: &random) }
      batches = Array(order[(k * data.batchSize)..<((k + 1) * data.batchSize)])
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]

      let pre = matmul(x, weights["W1"].transposed()) + weights["b1"]
      let post = tanh(pre)
      let logit = matmul(post, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(logit)
      loss = (max(logit, 0) - logit * t + log1p(exp(-abs(logit)))).mean()

      let d2 = (y - t) / batches.count
      let d1 = matmul(d2, weights["W2"]) * (1 - pre * pre)
      gradients = ["W1": matmul(d1.transposed(), x), "b1": d1.sum(axis: 0), "W2": matmul(d2.transposed(), post), "b2": d2.sum(axis: 0)]
      for name in weights.names {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
