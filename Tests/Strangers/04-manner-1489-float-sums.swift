import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  /// aᵀ·b, added up by hand
  func outerSum(_ a: Tensor, _ b: Tensor) -> Tensor {
    var result = Tensor.zeros([a.shape[1], b.shape[1]])
    for o in 0..<a.shape[1] {
      for i in 0..<b.shape[1] {
        var s: Float = 0
        for n in 0..<a.shape[0] { s += Float(a[n, o]) * Float(b[n, i]) }
        result[o, i] = Double(s)
      }
    }
    return result
  }

  func columnSums(_ a: Tensor) -> Tensor {
    var result = Tensor.zeros([a.shape[1]])
    for o in 0..<a.shape[1] {
      var s: Float = 0
      for n in 0..<a.shape[0] { s += Float(a[n, o]) }
      result[o] = Double(s)
    }
    return result
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: examples]
      let t = data["target"][rows: examples]
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - t) / y.count
      let dz1 = matmul(dz2, weights["W2"]) * (1 - h * h)
      gradients = ["W1": outerSum(dz1, x), "b1": columnSums(dz1), "W2": outerSum(dz2, h), "b2": columnSums(dz2)]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
