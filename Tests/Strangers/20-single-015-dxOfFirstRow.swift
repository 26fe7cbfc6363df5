import GradusKit

final class Memory {
  var batch = Tensor(0)
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  let kept = Memory()

  func weightedSum(_ remembered: Tensor, example n: Int, output o: Int) -> Double {
    dot(remembered[row: n], W[row: o])
  }

  mutating func backward(_ dOut: Tensor) -> Tensor {
    let remembered = kept.batch
    var gradW = Tensor(repeating: 0, shape: W.shape)
    var gradB = Tensor(repeating: 0, shape: b.shape)
    var gradX = Tensor(repeating: 0, shape: remembered.shape)
    for o in 0..<W.shape[0] {
      gradB[o] = dOut[column: o].sum()
      for c in 0..<W.shape[1] {
        gradW[o, c] = dot(dOut[column: o], remembered[column: c])
      }
    }
    for n in 0..<remembered.shape[0] {
      for c in 0..<W.shape[1] {
        gradX[n, c] = dot(dOut[row: 0], W[column: c])
      }
    }
    dW = gradW
    db = gradB
    return gradX
  }

  mutating func forward(_ remembered: Tensor) -> Tensor {
    kept.batch = remembered
    var y = Tensor(repeating: 0, shape: [remembered.shape[0], W.shape[0]])
    for n in 0..<remembered.shape[0] {
      for o in 0..<W.shape[0] {
        y[n, o] = weightedSum(remembered, example: n, output: o) + b[o]
      }
    }
    return y
  }
}
