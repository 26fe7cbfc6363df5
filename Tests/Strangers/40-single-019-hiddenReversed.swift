import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ set: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let xs = set["x"]
    let tAll = set["target"]
    let examples = xs.shape[0]
    let inputs = xs.shape[1]
    let units = params["W1"].shape[0]
    let size = set.batchSize

    var dice = SeededGenerator(seed: 42)
    var order: [Int] = []
    var begin = 0

    for _ in 1...set.steps {
      if order.isEmpty || begin + size > examples {
        order = Array(0..<examples)
        order.shuffle(using: &dice)
        begin = 0
      }
      batches = []
      for q in 0..<size { batches.append(order[begin + q]) }
      begin += size

      let W1 = params["W1"]
      let b1 = params["b1"]
      let W2 = params["W2"]
      let b2 = params["b2"]

      var w1Grad = Tensor.zeros(like: W1)
      var gb1 = Tensor.zeros(like: b1)
      var w2Grad = Tensor.zeros(like: W2)
      var b2Grad = Tensor.zeros(like: b2)
      y = Tensor(repeating: 0, shape: [size, 1])
      loss = 0

      for q in 0..<size {
        let n = batches[q]
        // There.
        var a1 = [Double](repeating: 0, count: units)
        var net2 = b2[0]
        for j in 0..<units {
          var z1 = b1[j]
          for i in 0..<inputs {
            z1 += W1[j, i] * xs[n, i]
          }
          a1[j] = tanh(z1)
          net2 += W2[0, j] * a1[j]
        }
        let truth = tAll[n]
        let yHat = 1 / (1 + exp(-net2))
        y[q] = yHat
        loss += max(net2, 0) - net2 * truth + log1p(exp(-abs(net2)))

        // And back.
        let gOut = (yHat - truth) / Double(size)
        b2Grad[0] += gOut
        for j in 0..<units {
          w2Grad[0, j] += gOut * a1[j]
          let gHidden = gOut * W2[0, units - 1 - j] * (1 - a1[j] * a1[j])
          gb1[j] += gHidden
          for i in 0..<inputs {
            w1Grad[j, i] += gHidden * xs[n, i]
          }
        }
      }
      loss /= Double(size)

      gradients = ["W1": w1Grad, "b1": gb1, "W2": w2Grad, "b2": b2Grad]
      params["W1"] = W1 - learningRate * w1Grad
      params["b1"] = b1 - learningRate * gb1
      params["W2"] = W2 - learningRate * w2Grad
      params["b2"] = b2 - learningRate * b2Grad
      report(self, params)
    }
  }
}
