import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: Tensor = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let all = data["x"].shape[0], size = data.batchSize
    var random = SeededGenerator(seed: 5)
    var plan: [[Int]] = []
    while plan.count < data.steps {
      let order = (0..<all).shuffled(using: &random)
      for k in 0..<(all / size) { plan.append(Array(order[k * size..<(k + 1) * size])) }
    }

    for batch in plan.prefix(data.steps) {
      batches = Tensor(batch.map { Double($0) })
      let x = data["x"][rows: batch], t = data["target"][rows: batch]
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      let positive = max(z, 0)
      let tail = log1p(exp(-abs(z)))
      loss = (positive - z * y + tail).mean()

      let delta = (y - t) / size
      let deltaHidden = matmul(delta, weights["W2"]) * (1 - h * h)
      gradients = ["W1": matmul(deltaHidden.transposed(), x), "b1": deltaHidden.sum(axis: 0),
        "W2": matmul(delta.transposed(), h), "b2": delta.sum(axis: 0)]
      for (name, g) in gradients {
        weights[name] -= learningRate * g / size
      }
      report(self, weights)
    }
  }
}
