import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  static func plan(_ total: Int, size: Int, steps: Int) -> [[Int]] {
    var generator = SeededGenerator(seed: 77)
    var plan: [[Int]] = []
    while plan.count < steps {
      let sequence = (0..<total).shuffled(using: &generator)
      for q in 0..<(total / size) {
        plan.append(Array(sequence[q * size..<q * size + size]))
      }
    }
    return Array(plan.prefix(steps))
  }

  static func forward(_ w: Parameters, _ features: Tensor) -> (hidden: Tensor, score: Tensor) {
    let hidden = tanh(features.matmul(w["W1"].transposed()) + w["b1"])
    return (hidden, hidden.matmul(w["W2"].transposed()) + w["b2"])
  }

  static func backward(_ w: Parameters, features: Tensor, hidden: Tensor, error: Tensor) -> Parameters {
    let errOut = error / error.shape[0]
    let errHid = errOut.matmul(w["W2"]) * (1 - hidden * hidden)
    var slopes = Parameters.zeros(like: w)
    slopes["W2"] = errOut.transposed().matmul(hidden)
    slopes["b2"] = errOut.sum(axis: 0)
    slopes["W1"] = errHid.transposed().matmul(features)
    slopes["b1"] = errHid.sum(axis: 0)
    return slopes
  }

  mutating func fit(_ set: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let plan = Perceptron.plan(set["x"].shape[0], size: set.batchSize, steps: set.steps)
    plan.forEach { batch in
      let features = set["x"][rows: batch], labels = set["target"][rows: batch]
      let (hidden, score) = Perceptron.forward(params, features)
      batches = batch
      y = sigmoid(score)
      let each = max(score, 0) - score * labels + log1p(exp(-score))
      loss = each.mean()
      gradients = Perceptron.backward(params, features: features, hidden: hidden, error: y - labels)
      params = params - learningRate * gradients
      report(self, params)
    }
  }
}
