import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ training: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = training["x"], labelsAll = training["target"]
    let n = x.shape[0]
    var source = SeededGenerator(seed: 1)
    var order = Array(0..<n)
    var pos = n

    for _ in 0..<training.steps {
      if pos + training.batchSize > n {
        order.shuffle(using: &source)
        pos = 0
      }
      batches = Array(order[pos..<pos + training.batchSize])
      pos += training.batchSize

      let rows_ = x[rows: batches], labels = labelsAll[rows: batches]
      let batchCount = Double(batches.count)

      // forward
      let s1 = matmul(rows_, weights["W1"].transposed()) + weights["b1"]
      let hidden = tanh(s1)
      let z2 = matmul(hidden, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * labels + log1p(exp(-abs(z2)))).mean()

      // backward
      let gOut = (y - labels) / batchCount
      let w2Grad = gOut.transposed().matmul(hidden)
      let b2Grad = gOut.sum(axis: 0)
      let delta1 = matmul(gOut, weights["W2"]) * (1 - hidden)
      let dW1 = delta1.transposed().matmul(rows_)
      let b1Grad = delta1.sum(axis: 0)
      gradients = ["W1": dW1, "b1": b1Grad, "W2": w2Grad, "b2": b2Grad]

      // update
      for name in weights.keys {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
