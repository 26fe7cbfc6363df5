import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  static func schedule(_ total: Int, size: Int, steps: Int) -> [[Int]] {
    var random = SeededGenerator(seed: 77)
    var schedule: [[Int]] = []
    while schedule.count < steps {
      for kk in 0..<(total / size) {
        schedule.append((kk * size..<kk * size + size).shuffled(using: &random))
      }
    }
    return Array(schedule.prefix(steps))
  }

  static func forward(_ w: Parameters, _ xs: Tensor) -> (hidden: Tensor, logit: Tensor) {
    let hidden = tanh(matmul(xs, w["W1"].transposed()) + w["b1"])
    return (hidden, matmul(hidden, w["W2"].transposed()) + w["b2"])
  }

  static func backward(_ w: Parameters, xs: Tensor, hidden: Tensor, error: Tensor) -> Parameters {
    let upper = error / error.shape[0]
    let lower = matmul(upper, w["W2"]) * (1 - hidden * hidden)
    var slopes = Parameters.zeros(like: w)
    slopes["W2"] = upper.transposed().matmul(hidden)
    slopes["b2"] = upper.sum(axis: 0)
    slopes["W1"] = lower.transposed().matmul(xs)
    slopes["b1"] = lower.sum(axis: 0)
    return slopes
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let schedule = Perceptron.schedule(data["x"].shape[0], size: data.batchSize, steps: data.steps)
    schedule.forEach { batch in
      let xs = data["x"][rows: batch], t = data["target"][rows: batch]
      let (hidden, logit) = Perceptron.forward(weights, xs)
      batches = batch
      y = sigmoid(logit)
      let each = max(logit, 0) - logit * t + log1p(exp(-abs(logit)))
      loss = each.mean()
      gradients = Perceptron.backward(weights, xs: xs, hidden: hidden, error: y - t)
      weights = weights - learningRate * gradients
      report(self, weights)
    }
  }
}
