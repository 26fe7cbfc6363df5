import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let t = data["target"]
    // none of these depends on the weights, so one time is enough
    let xx = matmul(x.transposed(), x)
    let sx = x.sum(axis: 0)
    let tx = matmul(t.transposed(), x)
    let st = t.sum(axis: 0)
    let points = Double(x.shape[0])
    let k = 2.0 / Double(t.count)

    var done = 0
    while done < data.steps {
      let W = weights["W"]
      let b = weights["b"]
      y = matmul(x, W.transposed()) + b
      let off = y - t
      loss = (off * off).mean()

      var dW = matmul(W, xx)
      dW += b.reshaped(-1, 1) * sx.reshaped(1, -1)
      dW -= tx
      var db = matmul(W, sx)
      db += points * b
      db -= st
      gradients = .zeros(like: weights)
      gradients["W"] = k * dW
      gradients["b"] = k * db

      weights -= learningRate * gradients
      report(self, weights)
      done += 1
    }
  }
}
