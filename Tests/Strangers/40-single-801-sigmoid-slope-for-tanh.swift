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
    let n = x.shape[0]
    let features = x.shape[1]
    let hidden = weights["b1"].count
    let N = data.batchSize
    var generator = SeededGenerator(seed: 42)
    var order: [Int] = []

    for _ in 1...data.steps {
      if order.count < N {
        order = Array(0..<n)
        order.shuffle(using: &generator)
      }
      batches = Array(order.prefix(N))
      order.removeFirst(N)

      var outputs = Tensor(repeating: 0, shape: [N, 1])
      var grads = Parameters.zeros(like: weights)
      var total = 0.0
      for (k, example) in batches.enumerated() {
        // forward
        var h = [Double](repeating: 0, count: hidden)
        for j in 0..<hidden {
          var z = weights["b1"][j]
          for i in 0..<features { z += weights["W1"][j, i] * x[example, i] }
          h[j] = tanh(z)
        }
        var z2 = weights["b2"][0]
        for j in 0..<hidden { z2 += weights["W2"][0, j] * h[j] }
        let p = 1 / (1 + exp(-z2))
        let t = target[example]
        outputs[k] = p
        total += max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))
        // backward
        let dz2 = (p - t) / Double(N)
        grads["b2"][0] += dz2
        for j in 0..<hidden {
          grads["W2"][0, j] += dz2 * h[j]
          let dz1 = dz2 * weights["W2"][0, j] * h[j] * (1 - h[j])
          grads["b1"][j] += dz1
          for i in 0..<features { grads["W1"][j, i] += dz1 * x[example, i] }
        }
      }
      y = outputs
      loss = total / Double(N)
      gradients = grads
      weights -= learningRate * grads
      report(self, weights)
    }
  }
}
