import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let count = x.shape[0]
    var begin = 0
    for _ in 1...data.steps {
      if begin + data.batchSize > count { begin = 0 }
      batches = Array(begin..<begin + data.batchSize)
      begin += data.batchSize
      let t = data["target"][rows: batches]
      let features = tanh(matmul(x[rows: batches], weights["W1"].transposed()) + weights["b1"])
      let z = matmul(features, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
      let error = (y - t) / data.batchSize
      gradients = Parameters.zeros(like: weights)
      gradients["W2"] = matmul(error.transposed(), features)
      gradients["b2"] = error.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
