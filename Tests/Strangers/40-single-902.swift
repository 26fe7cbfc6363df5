import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 42)
    var waiting: [Int] = []
    for _ in 1...data.steps {
      if waiting.count < data.batchSize {
        waiting = (0..<data["x"].shape[0]).shuffled(using: &generator)
      }
      batches = Array(waiting[..<data.batchSize])
      waiting = Array(waiting[data.batchSize...])

      let X = data["x"][rows: batches]
      let T = data["target"][rows: batches]
      let A1 = X.matmul(weights["W1"].transposed()) + weights["b1"]
      let H = tanh(A1)
      let A2 = H.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(A2)
      loss = (max(A2, 0) - A2 * T + log1p(exp(-abs(A2)))).mean()

      let D2 = (y - T) / T.count
      let D1 = D2.matmul(weights["W2"]) * H.map { 1 - $0 }
      gradients = Parameters.zeros(like: weights)
      gradients["W1"] = D1.transposed().matmul(X)
      gradients["b1"] = D1.sum(axis: 0)
      gradients["W2"] = D2.transposed().matmul(H)
      gradients["b2"] = D2.sum(axis: 0)

      for name in weights.names { weights[name] -= learningRate * gradients[name] }
      report(self, weights)
    }
  }
}
