import GradusKit

// I wanted to see every sum, so no matmul here.
struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let t = data["target"]
    let points = x.shape[0]
    let inputs = x.shape[1]
    let outputs = weights["b"].count
    let n = Double(points * outputs)

    for _ in 0..<data.steps {
      let W = weights["W"]
      let b = weights["b"]
      var out = Tensor(repeating: 0, shape: [points, outputs])
      var dW = Tensor.zeros(like: W)
      var db = Tensor.zeros(like: b)
      var squares = 0.0

      for o in 0..<outputs {
        for p in 0..<points {
          var s = 0.0
          var i = inputs - 1
          while i >= 0 {
            s += W[o, i] * x[p, i]
            i -= 1
          }
          s += b[o]
          out[p, o] = s
          let error = s - t[p, o]
          squares += error * error
          db[o] += error
          for k in 0..<inputs {
            dW[o, k] += error * x[p, k]
          }
        }
      }
      // the 2/N comes out of the sum
      dW *= 2 / n
      db *= 2 / n

      y = out
      loss = squares / n
      gradients = ["W": dW, "b": db]
      weights["W"] = W - learningRate * dW
      weights["b"] = b - learningRate * db
      report(self, weights)
    }
  }
}
