import GradusKit

func softplus(_ u: Double) -> Double { u > 0 ? u + log1p(exp(-u)) : log1p(exp(u)) }

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let inputs = (0..<data["x"].shape[0]).map { data["x"][row: $0] }
    let labels = Array(data["target"])
    var rng = SeededGenerator(seed: 64)
    var waiting: [Int] = []

    for _ in 1...data.steps {
      if waiting.count < data.batchSize { waiting = inputs.indices.shuffled(using: &rng) }
      batches = (0..<data.batchSize).map { _ in waiting.removeLast() }
      let share = 1 / Double(batches.count)

      var total = Parameters.zeros(like: weights)
      var answers: [Double] = []
      loss = 0
      for k in batches {
        let (x, t) = (inputs[k], labels[k])
        let w2 = weights["W2"][row: 0]
        let h = tanh(weights["W1"].matmul(x) + weights["b1"])
        let z = dot(w2, h) + weights["b2"][0]
        answers.append(sigmoid(z))
        loss += share * softplus((1 - 2 * t) * z)
        let signal = share * (sigmoid(z) - t)
        let inner = signal * w2 * (1 - h * h)
        total["W2"][row: 0] += signal * h
        total["b2"][0] += signal
        total["b1"] += inner
        total["W1"] += inner.reshaped(-1, 1) * x.reshaped(1, -1)
      }
      y = Tensor(shape: [answers.count, 1], values: answers)
      gradients = total
      weights = weights - learningRate * total
      report(self, weights)
    }
  }
}
