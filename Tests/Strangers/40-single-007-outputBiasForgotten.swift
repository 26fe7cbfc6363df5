import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ set: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let xs = set["x"]
    let tAll = set["target"]
    let examples = xs.shape[0]
    let inputs = xs.shape[1]
    let hidden = weights["W1"].shape[0]
    let size = set.batchSize

    var generator = SeededGenerator(seed: 42)
    var order: [Int] = []
    var errHid = 0

    for _ in 1...set.steps {
      if order.isEmpty || errHid + size > examples {
        order = Array(0..<examples)
        order.shuffle(using: &generator)
        errHid = 0
      }
      batches = []
      for q in 0..<size { batches.append(order[errHid + q]) }
      errHid += size

      let W1 = weights["W1"]
      let b1 = weights["b1"]
      let W2 = weights["W2"]
      let b2 = weights["b2"]

      var gW1 = Tensor.zeros(like: W1)
      var gradB1 = Tensor.zeros(like: b1)
      var dW2 = Tensor.zeros(like: W2)
      var gb2 = Tensor.zeros(like: b2)
      y = Tensor(repeating: 0, shape: [size, 1])
      loss = 0

      for q in 0..<size {
        let ex = batches[q]
        var a1 = [Double](repeating: 0, count: hidden)
        var o = 0.0
        for j in 0..<hidden {
          var net1 = b1[j]
          for i in 0..<inputs {
            net1 += W1[j, i] * xs[ex, i]
          }
          a1[j] = tanh(net1)
          o += W2[0, j] * a1[j]
        }
        let answer = tAll[ex]
        let out = 1 / (1 + exp(-o))
        y[q] = out
        loss += max(o, 0) - o * answer + log(1 + exp(-abs(o)))

        let delta2 = (out - answer) / Double(size)
        gb2[0] += delta2
        for j in 0..<hidden {
          dW2[0, j] += delta2 * a1[j]
          let delta1 = delta2 * W2[0, j] * (1 - a1[j] * a1[j])
          gradB1[j] += delta1
          for i in 0..<inputs {
            gW1[j, i] += delta1 * xs[ex, i]
          }
        }
      }
      loss /= Double(size)

      gradients = ["W1": gW1, "b1": gradB1, "W2": dW2, "b2": gb2]
      weights["W1"] = W1 - learningRate * gW1
      weights["b1"] = b1 - learningRate * gradB1
      weights["W2"] = W2 - learningRate * dW2
      weights["b2"] = b2 - learningRate * gb2
      report(self, weights)
    }
  }
}
