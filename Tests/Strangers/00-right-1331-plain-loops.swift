import GradusKit

/// A linear neuron that descends: every step looks at all points.
struct LinearNeuron: Trainer {
  /// The grader sets this before the first step.
  @Setting var learningRate = 0.01

  /// What these hold when you report is read by the grader, by name.
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    let points = x.shape[0], inputs = x.shape[1], outputs = target.shape[1]
    let total = Double(points * outputs)
    for _ in 1...data.steps {
      var out = Tensor.zeros(like: target)
      var dW = Tensor.zeros(like: weights["W"])
      var db = Tensor.zeros(like: weights["b"])
      var squares = 0.0
      for p in 0..<points {
        for o in 0..<outputs {
          var s = weights["b"][o]
          for i in 0..<inputs { s += weights["W"][o, i] * x[p, i] }
          out[p, o] = s
          let e = s - target[p, o]
          squares += e * e / total
          db[o] += 2 * e / total
          for i in 0..<inputs { dW[o, i] += 2 * e / total * x[p, i] }
        }
      }
      y = out
      loss = squares
      gradients = ["W": dW, "b": db]
      for o in 0..<outputs {
        weights["b"][o] -= learningRate * db[o]
        for i in 0..<inputs { weights["W"][o, i] -= learningRate * dW[o, i] }
      }
      report(self, weights)
    }
  }
}
