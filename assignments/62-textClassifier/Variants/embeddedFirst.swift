import GradusKit

// The embedded words are kept as the layers' own tensors, one matrix for each text, and go back the same way.
struct TextClassifier: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private struct Embedding {
    var table: Tensor
    func callAsFunction(_ words: [Int]) -> Tensor { table[rows: words] }
    func back(_ dy: Tensor, _ words: [Int], into gradient: inout Tensor) {
      for (place, word) in words.enumerated() { gradient[row: word] = gradient[row: word] + dy[row: place] }
    }
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 5)
    var deck: [Int] = []
    for _ in 0..<data.steps {
      if deck.count < data.batchSize {
        deck = Array(0..<data["target"].count)
        deck.shuffle(using: &generator)
      }
      batches = Array(deck.suffix(data.batchSize))
      deck.removeLast(data.batchSize)

      let embedding = Embedding(table: weights["E"])
      let texts = batches.map { n in data["texts"][row: n].values.map { Int($0) } }
      let embedded = texts.map { embedding($0) }
      let t = data["target"][rows: batches]
      var pooled = Tensor(repeating: 0, shape: [texts.count, weights["E"].shape[1]])
      for (n, words) in embedded.enumerated() { pooled[row: n] = words.mean(axis: 0) }
      let z = pooled.matmul(weights["W"].transposed()) + weights["b"]
      y = 0.5 * (1 + tanh(z / 2))
      loss = zip(z, t) { z, t in z > 0 ? (1 - t) * z + log1p(exp(-z)) : log1p(exp(z)) - t * z }.mean()

      let dz = y - t
      gradients = 0
      gradients["W"] = dz.transposed().matmul(pooled) / texts.count
      gradients["b"] = dz.mean(axis: 0)
      let dpooled = dz.matmul(weights["W"]) / texts.count
      var dE = Tensor.zeros(like: weights["E"])
      for (n, words) in texts.enumerated() {
        let each = dpooled[row: n] / words.count
        embedding.back(Tensor(words.map { _ in each.values }), words, into: &dE)
      }
      gradients["E"] = dE
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
