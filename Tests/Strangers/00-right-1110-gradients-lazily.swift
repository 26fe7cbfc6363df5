import GradusKit

/// What one step sees of the data.
struct Snapshot {
  let x: Tensor
  let target: Tensor
  let y: Tensor

  init(_ x: Tensor, _ target: Tensor, _ weights: Parameters) {
    self.x = x
    self.target = target
    y = x.matmul(weights["W"].transposed()) + weights["b"]
  }

  var error: Tensor { target - y }
  var loss: Double { pow(error, 2).mean() }
  var dy: Tensor { error * (-2 / Double(target.count)) }
  var gradients: Parameters { ["W": dy.transposed().matmul(x), "b": dy.sum(axis: 0)] }
}

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  private var snapshot: Snapshot?

  var y: Tensor? { snapshot?.y }
  var loss: Double { snapshot?.loss ?? .nan }
  var gradients: Parameters { snapshot!.gradients }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var left = data.steps
    while left > 0 {
      snapshot = Snapshot(data["x"], data["target"], weights)
      weights = weights - learningRate * gradients
      report(self, weights)
      left -= 1
    }
  }
}
