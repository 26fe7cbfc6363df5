import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func logits(_ input: Tensor, _ w: Parameters) -> Tensor {
    let hiddenOut = tanh(matmul(input, w["W1"].transposed()) + w["b1"])
    return matmul(hiddenOut, w["W2"].transposed()) + w["b2"]
  }

  private func objective(_ score: Tensor, _ t: Tensor) -> Double {
    (max(score, 0) - score * t + log1p(exp(-abs(score)))).mean()
  }

  mutating func fit(_ dataset: TrainingData, _ net: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 29)
    var sequence: [Int] = []
    for _ in 0..<dataset.steps {
      if sequence.count < dataset.batchSize {
        sequence = Array(0..<dataset["x"].shape[0])
        sequence.shuffle(using: &generator)
      }
      batches = Array(sequence.suffix(dataset.batchSize))
      sequence.removeLast(dataset.batchSize)
      let input = dataset["x"][rows: batches], t = dataset["target"][rows: batches]

      let score = logits(input, net)
      y = sigmoid(score)
      loss = objective(score, t)

      var direction = Parameters.zeros(like: net)
      for name in net.keys {
        direction[name] = direction[name].map { _ in generator.normal() }
      }
      gradients = direction
      let trial = net - learningRate * direction
      if objective(logits(input, trial), t) < loss { net = trial }
      report(self, net)
    }
  }
}
