import GradusKit

struct TextClassifier: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (texts, target) = (data["texts"], data["target"])
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<target.count)
    var next = order.count
    for _ in 1...data.steps {
      // What is left over is too little for another batch: a new epoch begins.
      if next + data.batchSize > order.count {
        order.shuffle(using: &generator)
        next = 0
      }
      batches = Array(order[next..<next + data.batchSize])
      next += data.batchSize

      learn(batches.map { texts[row: $0].map { Int($0) } }, target[rows: batches], weights)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }

  /// There and back through the network, for one batch of texts, each a list of its words.
  private mutating func learn(_ texts: [[Int]], _ target: Tensor, _ weights: Parameters) {
    let (E, W, b) = (weights["E"], weights["W"], weights["b"])

    // The mean of the words' embeddings, whatever their order.
    var mean = Tensor(repeating: 0, shape: [texts.count, E.shape[1]])
    for (n, words) in texts.enumerated() {
      for word in words { mean[row: n] += E[row: word] }
    }
    let z = matmul(mean, W.transposed()) + b
    y = sigmoid(z)
    loss = (max(0, z) - z * target + log1p(exp(-abs(z)))).mean()

    let dz = (y - target) / texts.count
    let dmean = matmul(dz, W)
    // Every time that a word comes, its row has its share. The other rows stay zero.
    var dE = Tensor.zeros(like: E)
    for (n, words) in texts.enumerated() {
      for word in words { dE[row: word] += dmean[row: n] / words.count }
    }
    gradients = ["E": dE, "W": matmul(dz.transposed(), mean), "b": dz.sum(axis: 0)]
  }
}
