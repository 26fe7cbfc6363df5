import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let target = data["target"]
    let (points, outputs, inputs) = (x.shape[0], target.shape[1], x.shape[1])
    let scale = 2.0 / Double(points * outputs)

    y = Tensor(repeating: 0, shape: [points, outputs])
    gradients = .zeros(like: weights)

    for _ in 1...data.steps {
      loss = 0
      for p in 0..<points {
        for o in 0..<outputs {
          var sum = weights["b"][o]
          for i in 0..<inputs { sum += x[p, i] * weights["W"][o, i] }
          y[p, o] = sum
          let e = sum - target[p, o]
          loss += e * e / Double(points * outputs)
          gradients["b"][o] += scale * e
          for i in 0..<inputs { gradients["W"][o, i] += scale * e * x[p, i] }
        }
      }
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
