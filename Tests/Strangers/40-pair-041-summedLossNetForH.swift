import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ dataset: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = dataset["x"], targets = dataset["target"]
    let who = x.shape[0]
    var random = SeededGenerator(seed: 1)
    var permutation = Array(0..<who)
    var position = who

    for _ in 0..<dataset.steps {
      if position + dataset.batchSize > who {
        permutation.shuffle(using: &random)
        position = 0
      }
      batches = Array(permutation[position..<position + dataset.batchSize])
      position += dataset.batchSize

      let xBatch = x[rows: batches], t = targets[rows: batches]
      let N = Double(batches.count)

      let net1 = xBatch.matmul(weights["W1"].transposed()) + weights["b1"]
      let hid = tanh(net1)
      let o = hid.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(o)
      loss = (max(o, 0) - o * t + log(1 + exp(-abs(o)))).sum()

      let dz2 = (y - t) / N
      let w2Grad = dz2.transposed().matmul(net1)
      let db2 = dz2.sum(axis: 0)
      let gHidden = dz2.matmul(weights["W2"]) * (1 - hid * hid)
      let gradW1 = gHidden.transposed().matmul(xBatch)
      let b1Grad = gHidden.sum(axis: 0)
      gradients = ["W1": gradW1, "b1": b1Grad, "W2": w2Grad, "b2": db2]

      for name in weights.keys {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
