import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  /// All batches of the training, made before it begins.
  static func plan(_ total: Int, size: Int, steps: Int) -> [[Int]] {
    var generator = SeededGenerator(seed: 77)
    var plan: [[Int]] = []
    while plan.count < steps {
      let order = (0..<total).shuffled(using: &generator)
      for k in 0..<(total / size) {
        plan.append(Array(order[k * size..<k * size + size]))
      }
    }
    return Array(plan.prefix(steps))
  }

  static func forward(_ w: Parameters, _ x: Tensor) -> (h: Tensor, z: Tensor) {
    let h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
    return (h, h.matmul(w["W2"].transposed()) + w["b2"])
  }

  static func backward(_ w: Parameters, x: Tensor, h: Tensor, error: Tensor) -> Parameters {
    let upper = error / error.shape[0]
    let lower = upper.matmul(w["W2"]) * (1 - h * h)
    var g = Parameters.zeros(like: w)
    g["W2"] = upper.transposed().matmul(h)
    g["b2"] = upper.sum(axis: 0)
    g["W1"] = lower.transposed().matmul(x)
    g["b1"] = lower.sum(axis: 0)
    return g
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let plan = Perceptron.plan(data["x"].shape[0], size: data.batchSize, steps: data.steps)
    plan.forEach { batch in
      let x = data["x"][rows: batch], t = data["target"][rows: batch]
      let (h, z) = Perceptron.forward(weights, x)
      batches = batch
      y = sigmoid(z)
      let each = max(z, 0) - z * t + log1p(exp(-abs(z)))
      loss = each.mean()
      gradients = Perceptron.backward(weights, x: x, h: h, error: y - t)
      weights = weights - learningRate * gradients
      report(self, weights)
    }
  }
}
