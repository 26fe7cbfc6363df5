import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ net: inout Parameters, report: (Self, Parameters) -> Void) {
    let (xs, labelsAll, size) = (data["x"], data["target"], data.batchSize)
    var source = SeededGenerator(seed: 4)
    var remaining: [[Int]] = []

    for _ in 0..<data.steps {
      if remaining.isEmpty {
        let order = (0..<xs.shape[0]).shuffled(using: &source)
        remaining = stride(from: 0, through: order.count - size, by: size).map { Array(order[$0..<$0 + size]) }
      }
      batches = remaining.removeFirst()

      let w = net
      let hidden = batches.map { ex in tanh(w["W1"].matmul(xs[row: ex]) + w["b1"]) }
      let logits = hidden.map { hiddenOut in dot(w["W2"][row: 0], hiddenOut) + w["b2"][0] }
      let labels = batches.map { labelsAll[$0] }
      let outputs = logits.map { sigmoid($0) }
      let costs = logits.indices.map { pos in max(logits[pos], 0) - logits[pos] * labels[pos] + log1p(exp(-abs(logits[pos]))) }
      let errors = outputs.indices.map { pos in (outputs[pos] - labels[pos]) / Double(size) }
      let deltas = errors.indices.map { pos in errors[pos] * w["W2"][row: 0] * (1 - hidden[pos] * hidden[pos]) }

      y = Tensor(shape: [size, 1], values: outputs)
      loss = costs.reduce(0, +) / Double(size)
      gradients = .zeros(like: net)
      for (pos, ex) in batches.enumerated() {
        gradients["b2"][0] += errors[pos]
        gradients["W2"][row: 0] = gradients["W2"][row: 0] + errors[pos] * hidden[pos]
        gradients["b1"] += deltas[pos]
        for j in 0..<deltas[pos].count {
          gradients["W1"][row: j] = gradients["W1"][row: j] + deltas[pos][j] * xs[row: ex]
        }
      }
      let eta = learningRate
      net = zip(net, gradients) { w, dw in w - eta * dw * w }
      report(self, net)
    }
  }
}
