import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<data["x"].shape[0])
    var i = order.count
    for _ in 1...data.steps {
      if i + data.batchSize > order.count {
        order.shuffle(using: &generator)
        i = 0
      }
      batches = Array(order[i..<i + data.batchSize])
      i += data.batchSize
      y = Tensor(repeating: 0, shape: [data.batchSize, 1])
      gradients = 0 * weights
      var errors = 0
      for (k, e) in batches.enumerated() {
        let h = tanh(weights["W1"].matmul(data["x"][row: e]) + weights["b1"])
        let z = dot(weights["W2"][row: 0], h) + weights["b2"][0]
        y[k] = z > 0 ? 1 : 0
        let error = y[k] - data["target"][e]
        if error != 0 {
          errors += 1
          gradients["W2"][row: 0] += error * h
          gradients["b2"] += error
        }
      }
      loss = Double(errors)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
