import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let target = data["target"]
    var r = SeededGenerator(seed: 11)
    var todo = [Int]()
    var done = 0
    while done < data.steps {
      if todo.count < data.batchSize { todo = Array(0..<x.shape[0]).shuffled(using: &r) }
      batches = []
      for _ in 0..<data.batchSize { batches.append(todo.removeLast()) }
      let xs = x[rows: batches]
      let ts = target[rows: batches]
      let h = tanh(xs.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = 1 / (1 + exp(-z))
      loss = (max(z, 0) - z * ts + log1p(exp(-abs(z)))).mean()
      let dz2 = (y - ts) / h.shape[1]
      let dh = dz2.matmul(weights["W2"])
      let dz1 = dh * (1 - h * h)
      gradients = 0 * weights
      gradients["W1"] = dz1.transposed().matmul(xs)
      gradients["b1"] = dz1.sum(axis: 0)
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      weights = weights - learningRate * gradients
      report(self, weights)
      done += 1
    }
  }
}
