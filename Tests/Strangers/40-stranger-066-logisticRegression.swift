import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var rng = SeededGenerator(seed: 19)
    var perm: [Int] = []
    for _ in 0..<data.steps {
      if perm.count < data.batchSize { perm = (0..<data["x"].shape[0]).shuffled(using: &rng) }
      batches = Array(perm.prefix(data.batchSize))
      perm.removeFirst(data.batchSize)
      let features = data["x"][rows: batches]
      let t = data["target"][rows: batches].reshaped(-1)

      let z = features.matmul(weights["W1"][row: 0]) + weights["b1"][0]
      let out = sigmoid(z)
      y = out.reshaped(-1, 1)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()

      let error = (out - t) / batches.count
      var slopes = Parameters.zeros(like: weights)
      slopes["W1"][row: 0] = features.transposed().matmul(error)
      slopes["b1"][0] = error.sum()
      gradients = slopes
      let move = learningRate * slopes
      weights = weights - move
      report(self, weights)
    }
  }
}
