import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ dataset: TrainingData, _ parameters: inout Parameters, report: (Self, Parameters) -> Void) {
    let xs = dataset["x"]
    let target = dataset["target"]
    let examples = xs.shape[0]
    let inputs = xs.shape[1]
    let hidden = parameters["W1"].shape[0]
    let size = dataset.batchSize

    var generator = SeededGenerator(seed: 42)
    var order: [Int] = []
    var dBottom = 0

    for _ in 1...dataset.steps {
      if order.isEmpty || dBottom + size > examples {
        order = Array(0..<examples)
        order.shuffle(using: &generator)
        dBottom = 0
      }
      batches = []
      for pos in 0..<size { batches.append(order[dBottom + pos]) }
      dBottom += size

      let W1 = parameters["W1"]
      let b1 = parameters["b1"]
      let W2 = parameters["W2"]
      let b2 = parameters["b2"]

      var gradW1 = Tensor.zeros(like: W1)
      var gradB1 = Tensor.zeros(like: b1)
      var gradW2 = Tensor.zeros(like: W2)
      var gradB2 = Tensor.zeros(like: b2)
      y = Tensor(repeating: 0, shape: [size, 1])
      var price: Float = 0

      for pos in 0..<size {
        let n = batches[pos]
        var act = [Double](repeating: 0, count: hidden)
        var logits = b2[0]
        for j in 0..<hidden {
          var pre = b1[j]
          for i in 0..<inputs {
            pre += W1[j, i] * xs[n, i]
          }
          act[j] = tanh(pre)
          logits += W2[0, j] * act[j]
        }
        let labels = target[n]
        let yHat = 1 / (1 + exp(-logits))
        y[pos] = yHat
        price += Float(max(logits, 0) - logits * labels + log(1 + exp(-abs(logits))))

        let gOut = (yHat - labels) / Double(size)
        gradB2[0] += gOut
        for j in 0..<hidden {
          gradW2[0, j] += gOut * act[j]
          let delta1 = gOut * W2[0, j] * (1 - act[j] * act[j])
          gradB1[j] += delta1
          for i in 0..<inputs {
            gradW1[j, i] += delta1 * xs[n, i]
          }
        }
      }
      loss = Double(price / Float(size))

      gradients = ["W1": gradW1, "b1": gradB1, "W2": gradW2, "b2": gradB2]
      parameters["W1"] = W1 - learningRate * gradW1
      parameters["b1"] = b1 - learningRate * gradB1
      parameters["W2"] = W2 - learningRate * gradW2
      parameters["b2"] = b2 - learningRate * gradB2
      report(self, parameters)
    }
  }
}
