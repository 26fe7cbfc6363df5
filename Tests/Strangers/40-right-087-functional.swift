import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (x, target, size) = (data["x"], data["target"], data.batchSize)
    var generator = SeededGenerator(seed: 4)
    var remaining: [[Int]] = []

    for _ in 0..<data.steps {
      if remaining.isEmpty {
        let order = (0..<x.shape[0]).shuffled(using: &generator)
        remaining = stride(from: 0, through: order.count - size, by: size).map { Array(order[$0..<$0 + size]) }
      }
      batches = remaining.removeFirst()

      let w = weights
      let hidden = batches.map { n in tanh(w["W1"].matmul(x[row: n]) + w["b1"]) }
      let logits = hidden.map { h in dot(w["W2"][row: 0], h) + w["b2"][0] }
      let labels = batches.map { target[$0] }
      let outputs = logits.map { sigmoid($0) }
      let costs = logits.indices.map { k in max(logits[k], 0) - logits[k] * labels[k] + log1p(exp(-abs(logits[k]))) }
      let errors = outputs.indices.map { k in (outputs[k] - labels[k]) / Double(size) }
      let deltas = errors.indices.map { k in errors[k] * w["W2"][row: 0] * (1 - hidden[k] * hidden[k]) }

      y = Tensor(shape: [size, 1], values: outputs)
      loss = costs.reduce(0, +) / Double(size)
      gradients = .zeros(like: weights)
      for (k, n) in batches.enumerated() {
        gradients["b2"][0] += errors[k]
        gradients["W2"][row: 0] = gradients["W2"][row: 0] + errors[k] * hidden[k]
        gradients["b1"] += deltas[k]
        for j in 0..<deltas[k].count {
          gradients["W1"][row: j] = gradients["W1"][row: j] + deltas[k][j] * x[row: n]
        }
      }
      let eta = learningRate
      weights = zip(weights, gradients) { $0 - eta * $1 }
      report(self, weights)
    }
  }
}
