import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ set: TrainingData, _ theta: inout Parameters, report: (Self, Parameters) -> Void) {
    let (X, target, size) = (set["x"], set["target"], set.batchSize)
    var dice = SeededGenerator(seed: 4)
    var remaining: [[Int]] = []

    for _ in 0..<set.steps {
      if remaining.isEmpty {
        let permutation = (0..<X.shape[0]).shuffled(using: &dice)
        remaining = stride(from: 0, through: permutation.count - size, by: size).map { Array(permutation[$0..<$0 + size]) }
      }
      batches = remaining.removeFirst()

      let w = theta
      let hidden = batches.map { example in tanh(w["W1"].matmul(X[row: example]) + w["b1"]) }
      let logits = hidden.map { H in dot(w["W2"][row: 0], H) + w["b2"][0] }
      let labels = batches.map { target[$0] }
      let outputs = logits.map { sigmoid($0) }
      let costs = logits.indices.map { pos in max(logits[pos], 0) - logits[pos] * labels[pos] + log1p(exp(-abs(logits[pos]))) }
      let errors = outputs.indices.map { pos in (outputs[pos] - labels[pos]) / Double(size) }
      let deltas = errors.indices.map { pos in errors[pos] * w["W2"][row: 0] * (1 - hidden[pos] * hidden[pos]) }

      y = Tensor(shape: [size, 1], values: outputs)
      loss = costs.reduce(0, +) / Double(X.shape[0])
      gradients = .zeros(like: theta)
      for (pos, example) in batches.enumerated() {
        gradients["b2"][0] += errors[pos]
        gradients["W2"][row: 0] = gradients["W2"][row: 0] + errors[pos] * hidden[pos]
        gradients["b1"] += deltas[pos]
        for j in 0..<deltas[pos].count {
          gradients["W1"][row: j] = gradients["W1"][row: j] + deltas[pos][j] * X[row: example]
        }
      }
      let eta = learningRate / Double(size)
      theta = zip(theta, gradients) { $0 - eta * $1 }
      report(self, theta)
    }
  }
}
