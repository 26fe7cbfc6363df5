import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    for _ in 1...data.steps {
      var outputs = Tensor.zeros(like: target)
      var sums = Parameters.zeros(like: weights)
      var total = 0.0
      for n in 0..<x.shape[0] {
        let point = x[row: n]
        let out = weights["W"].matmul(point) + weights["b"]
        outputs[row: n] = out
        let error = out - target[row: n]
        total += dot(error, error)
        let slope = 2 * error / target.count
        let dW = slope.reshaped(-1, 1) * point.reshaped(1, -1)
        sums["W"] += dW
        sums["b"] += slope
        weights["W"] -= learningRate * dW
        weights["b"] -= learningRate * slope
      }
      y = outputs
      loss = total / Double(target.count)
      gradients = sums
      report(self, weights)
    }
  }
}
