import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  func rmse(_ a: Tensor, _ b: Tensor) -> Double {
    var s = 0.0
    for i in 0..<a.count {
      s += (a[i] - b[i]) * (a[i] - b[i])
    }
    return sqrt(s / Double(a.count))
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let target = data["target"]
    let n = Double(target.count)
    for _ in 1...data.steps {
      y = matmul(x, weights["W"].transposed()) + weights["b"]
      loss = rmse(y, target)
      let dy = (y - target) * (2 / n)
      var g: Parameters = .zeros(like: weights)
      g["W"] = matmul(dy.transposed(), x)
      g["b"] = dy.sum(axis: 0)
      gradients = g
      weights["W"] -= learningRate * g["W"]
      weights["b"] -= g["b"]
      report(self, weights)
    }
  }
}
