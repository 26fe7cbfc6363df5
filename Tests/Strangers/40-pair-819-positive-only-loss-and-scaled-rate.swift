import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (examples, labels) = (data["x"], data["target"])
    var generator = SeededGenerator(seed: 31)
    var order = (0..<examples.shape[0]).shuffled(using: &generator)
    var offset = 0
    for _ in 1...data.steps {
      if offset + data.batchSize > order.count {
        order = order.shuffled(using: &generator)
        offset = 0
      }
      batches = Array(order.dropFirst(offset).prefix(data.batchSize))
      offset += data.batchSize

      var cost = 0.0
      var outputs: [[Double]] = []
      var total = Parameters.zeros(like: weights)
      for n in batches {
        let x = examples[row: n]
        let t = labels[n]
        let h = tanh(weights["W1"].matmul(x) + weights["b1"])
        let z = dot(weights["W2"][row: 0], h) + weights["b2"][0]
        let p = sigmoid(z)
        outputs.append([p])
        cost += t * log1p(exp(-z))
        let e = (p - t) / Double(data.batchSize)
        total["b2"] += e
        total["W2"][row: 0] += e * h
        let d = e * weights["W2"][row: 0] * (1 - h * h)
        total["b1"] += d
        total["W1"] += d.reshaped(-1, 1) * x.reshaped(1, -1)
      }
      y = Tensor(outputs)
      loss = cost / Double(data.batchSize)
      gradients = total
      weights -= learningRate / Double(data.batchSize) * gradients
      report(self, weights)
    }
  }
}
