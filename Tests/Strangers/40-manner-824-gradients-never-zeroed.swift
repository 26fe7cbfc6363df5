import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let features = data["x"].shape[1], hidden = weights["b1"].count, N = data.batchSize
    var rng = SeededGenerator(seed: 1)
    var order = Array(0..<data["x"].shape[0])
    var pointer = order.count
    gradients = Parameters.zeros(like: weights)

    for _ in 0..<data.steps {
      if pointer + N > order.count { order.shuffle(using: &rng); pointer = 0 }
      batches = Array(order[pointer..<pointer + N])
      pointer += N
      y = Tensor(repeating: 0, shape: [N, 1])
      loss = 0
      for n in 0..<N {
        let row = data["x"][row: batches[n]]
        let t = data["target"][batches[n]]
        let h = tanh(weights["W1"].matmul(row) + weights["b1"])
        let z = dot(h, weights["W2"][row: 0]) + weights["b2"][0]
        y[n, 0] = sigmoid(z)
        loss += (max(z, 0) - z * t + log1p(exp(-abs(z)))) / Double(N)
        let e = (y[n, 0] - t) / Double(N)
        gradients["b2"][0] += e
        for j in 0..<hidden {
          gradients["W2"][0, j] += e * h[j]
          let d = e * weights["W2"][0, j] * (1 - h[j] * h[j])
          gradients["b1"][j] += d
          for i in 0..<features { gradients["W1"][j, i] += d * row[i] }
        }
      }
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
