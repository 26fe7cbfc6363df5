import GradusKit

// The gradient from XᵀX and XᵀY₀, which are worked out once: 2/N·(W·XᵀX − Y₀ᵀX) with a column of ones in X.
struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss: Double { pow(y - target, 2).mean() }
  var gradients: [String: Tensor] = [:]
  private var target = Tensor(0)

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    target = data["target"]
    let count = Double(target.count)
    let square = matmul(x.transposed(), x)
    let (sums, moment) = (x.sum(axis: 0), matmul(target.transposed(), x))
    let (points, wanted) = (Double(x.shape[0]), target.sum(axis: 0))
    for _ in 0..<data.steps {
      let (W, b) = (weights["W"], weights["b"])
      y = matmul(x, W.transposed()) + b
      let slopeW = matmul(W, square) + b.reshaped(-1, 1) * sums.reshaped(1, -1) - moment
      let slopeB = W.matmul(sums) + points * b - wanted
      gradients = ["W": slopeW * (2 / count), "b": slopeB * (2 / count)]
      weights["W"] -= learningRate * gradients["W"]!
      weights["b"] -= learningRate * gradients["b"]!
      report(self, weights)
    }
  }
}
