import GradusKit

// A text as the counts of its words: then the table is a dense layer, and its gradient a product of matrices.
struct TextClassifier: Trainer {
  @Setting var learningRate = 0.01
  var batches = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (texts, vocabulary) = (data["texts"], weights["E"].shape[0])
    var shares = Tensor(repeating: 0, shape: [texts.shape[0], vocabulary])
    for n in 0..<texts.shape[0] {
      for word in texts[row: n] { shares[n, Int(word)] += 1 }
    }
    shares /= texts.shape[1]

    var generator = SeededGenerator(seed: 2026)
    var taken = 0
    while true {
      let order = (0..<texts.shape[0]).shuffled(using: &generator)
      for batch in 0..<order.count / data.batchSize {
        if taken == data.steps { return }
        taken += 1
        let picked = Array(order.dropFirst(batch * data.batchSize).prefix(data.batchSize))
        batches = Tensor(picked.map { Double($0) })
        let (x, t) = (shares[rows: picked], data["target"][rows: picked])
        let mean = x.matmul(weights["E"])
        let z = mean.matmul(weights["W"].transposed()) + weights["b"]
        y = 1 / (1 + exp(-z))
        loss = -(t * log(y) + (1 - t) * log(1 - y)).sum() / Double(picked.count)
        let slope = (y - t) / picked.count
        gradients = [
          "E": x.transposed().matmul(slope.matmul(weights["W"])), "W": slope.transposed().matmul(mean),
          "b": slope.sum(axis: 0),
        ]
        weights = weights - gradients * learningRate
        report(self, weights)
      }
    }
  }
}
