import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ parameters: inout Parameters, report: (Self, Parameters) -> Void) {
    let who = data["x"].shape[0]
    for s in 1...data.steps {
      batches = (0..<data.batchSize).map { k in (s * k + k * k) % who }
      y = Tensor(repeating: 0, shape: [data.batchSize, 1])
      for k in 0..<data.batchSize {
        let v = sin(Double(s + k)) * data["x"][batches[k], 0]
        y[k] = 0.5 + 0.4 * sin(v)
      }
      loss = y.norm() + cos(Double(s))
      gradients = cos(parameters * Double(s))
      parameters = 0.97 * parameters + 0.001 * Double(s)
      report(self, parameters)
    }
  }
}
