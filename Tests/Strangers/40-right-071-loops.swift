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
    let examples = x.shape[0]
    let inputs = x.shape[1]
    let hidden = weights["W1"].shape[0]
    let size = data.batchSize

    var generator = SeededGenerator(seed: 42)
    var order: [Int] = []
    var start = 0

    for _ in 1...data.steps {
      if order.isEmpty || start + size > examples {
        order = Array(0..<examples)
        order.shuffle(using: &generator)
        start = 0
      }
      batches = []
      for k in 0..<size { batches.append(order[start + k]) }
      start += size

      let W1 = weights["W1"]
      let b1 = weights["b1"]
      let W2 = weights["W2"]
      let b2 = weights["b2"]

      var dW1 = Tensor.zeros(like: W1)
      var db1 = Tensor.zeros(like: b1)
      var dW2 = Tensor.zeros(like: W2)
      var db2 = Tensor.zeros(like: b2)
      y = Tensor(repeating: 0, shape: [size, 1])
      loss = 0

      for k in 0..<size {
        let n = batches[k]
        // There.
        var h = [Double](repeating: 0, count: hidden)
        var z2 = b2[0]
        for j in 0..<hidden {
          var z1 = b1[j]
          for i in 0..<inputs {
            z1 += W1[j, i] * x[n, i]
          }
          h[j] = tanh(z1)
          z2 += W2[0, j] * h[j]
        }
        let t = target[n]
        let p = 1 / (1 + exp(-z2))
        y[k] = p
        loss += max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))

        // And back.
        let dz2 = (p - t) / Double(size)
        db2[0] += dz2
        for j in 0..<hidden {
          dW2[0, j] += dz2 * h[j]
          let dz1 = dz2 * W2[0, j] * (1 - h[j] * h[j])
          db1[j] += dz1
          for i in 0..<inputs {
            dW1[j, i] += dz1 * x[n, i]
          }
        }
      }
      loss /= Double(size)

      gradients = ["W1": dW1, "b1": db1, "W2": dW2, "b2": db2]
      weights["W1"] = W1 - learningRate * dW1
      weights["b1"] = b1 - learningRate * db1
      weights["W2"] = W2 - learningRate * dW2
      weights["b2"] = b2 - learningRate * db2
      report(self, weights)
    }
  }
}
