import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], t = data["target"]
    let n = x.shape[0], size = data.batchSize
    var random = SeededGenerator(seed: 7)
    var order = Array(0..<n)
    var done = 0

    while done < data.steps {
      // Fisher-Yates, from the end
      var i = n - 1
      while i > 0 {
        let j = min(i, Int(random.uniform() * Double(i + 1)))
        order.swapAt(i, j)
        i -= 1
      }
      var start = 0
      while start + size <= n && done < data.steps {
        batches = Array(order[start..<(start + size)])
        learn(x, t, &weights)
        report(self, weights)
        start += size
        done += 1
      }
    }
  }

  private mutating func learn(_ x: Tensor, _ t: Tensor, _ weights: inout Parameters) {
    let old = weights
    let W1 = old["W1"], b1 = old["b1"], W2 = old["W2"], b2 = old["b2"]
    let count = Double(batches.count)
    var sums = Parameters.zeros(like: old)
    var total = 0.0
    y = Tensor(repeating: 0, shape: [batches.count, 1])

    for (k, e) in batches.enumerated() {
      let input = x[row: e]
      let h = tanh(W1.matmul(input) + b1)
      let z = dot(W2[row: 0], h) + b2[0]
      let p = sigmoid(z)
      y[k, 0] = p
      let target = t[e, 0]
      total += (z > 0 ? z : 0) - z * target + log1p(exp(-abs(z)))

      let d = p - target
      sums["b2"][0] += d
      sums["W2"][row: 0] = sums["W2"][row: 0] + d * h
      let back = d * W2[row: 0] * (1 - h * h)
      sums["b1"] += back
      sums["W1"] += back.reshaped(-1, 1) * input.reshaped(1, -1)
    }
    loss = total / count
    gradients = sums / count
    weights = old - learningRate * gradients
  }
}
