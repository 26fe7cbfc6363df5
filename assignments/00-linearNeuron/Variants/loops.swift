import GradusKit

// Point by point, number by number; the square is shared out before it is added up.
struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (x, target) = (data["x"], data["target"])
    let (points, inputs, outputs) = (x.shape[0], x.shape[1], target.shape[1])
    let share = 1 / Double(points * outputs)
    for _ in 1...data.steps {
      y = .zeros(like: target)
      loss = 0
      gradients = .zeros(like: weights)
      for n in 0..<points {
        for o in 0..<outputs {
          var sum = weights["b"][o]
          for i in 0..<inputs { sum += weights["W"][o, i] * x[n, i] }
          y[n, o] = sum
          let error = sum - target[n, o]
          loss += error * error * share
          gradients["b"][o] += 2 * error * share
          for i in 0..<inputs { gradients["W"][o, i] += 2 * error * share * x[n, i] }
        }
      }
      for o in 0..<outputs {
        weights["b"][o] -= learningRate * gradients["b"][o]
        for i in 0..<inputs { weights["W"][o, i] -= learningRate * gradients["W"][o, i] }
      }
      report(self, weights)
    }
  }
}
