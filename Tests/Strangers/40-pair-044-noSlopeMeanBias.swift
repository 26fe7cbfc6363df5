import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let answers = data["target"]
    let examples = x.shape[0]
    let inputs = x.shape[1]
    let hidden = weights["W1"].shape[0]
    let size = data.batchSize

    var random = SeededGenerator(seed: 42)
    var permutation: [Int] = []
    var at0 = 0

    for _ in 1...data.steps {
      if permutation.isEmpty || at0 + size > examples {
        permutation = Array(0..<examples)
        permutation.shuffle(using: &random)
        at0 = 0
      }
      batches = []
      for q in 0..<size { batches.append(permutation[at0 + q]) }
      at0 += size

      let W1 = weights["W1"]
      let b1 = weights["b1"]
      let W2 = weights["W2"]
      let b2 = weights["b2"]

      var dW1 = Tensor.zeros(like: W1)
      var db1 = Tensor.zeros(like: b1)
      var gradW2 = Tensor.zeros(like: W2)
      var db2 = Tensor.zeros(like: b2)
      y = Tensor(repeating: 0, shape: [size, 1])
      loss = 0

      for q in 0..<size {
        let n = batches[q]
        var h = [Double](repeating: 0, count: hidden)
        var net2 = b2[0]
        for j in 0..<hidden {
          var pre = b1[j]
          for i in 0..<inputs {
            pre += W1[j, i] * x[n, i]
          }
          h[j] = tanh(pre)
          net2 += W2[0, j] * h[j]
        }
        let truth = answers[n]
        let yHat = 1 / (1 + exp(-net2))
        y[q] = yHat
        loss += max(net2, 0) - net2 * truth + log(1 + exp(-abs(net2)))

        let delta2 = (yHat - truth) / Double(size)
        db2[0] += delta2 / Double(size)
        for j in 0..<hidden {
          gradW2[0, j] += delta2 * h[j]
          let errHidden = delta2 * W2[0, j]
          db1[j] += errHidden
          for i in 0..<inputs {
            dW1[j, i] += errHidden * x[n, i]
          }
        }
      }
      loss /= Double(size)

      gradients = ["W1": dW1, "b1": db1, "W2": gradW2, "b2": db2]
      weights["W1"] = W1 - learningRate * dW1
      weights["b1"] = b1 - learningRate * db1
      weights["W2"] = W2 - learningRate * gradW2
      weights["b2"] = b2 - learningRate * db2
      report(self, weights)
    }
  }
}
