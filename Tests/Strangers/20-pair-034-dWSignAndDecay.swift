import GradusKit

final class Memory {
  var batch = Tensor(0)
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  let memory = Memory()

  func weightedSum(_ x: Tensor, example acc: Int, output o: Int) -> Double {
    dot(x[row: acc], W[row: o])
  }

  mutating func backward(_ dOut: Tensor) -> Tensor {
    let x = memory.batch
    var total = Tensor(repeating: 0, shape: W.shape)
    var gradB = Tensor(repeating: 0, shape: b.shape)
    var gradX = Tensor(repeating: 0, shape: x.shape)
    for o in 0..<W.shape[0] {
      gradB[o] = dOut[column: o].sum()
      for i in 0..<W.shape[1] {
        total[o, i] = W[o, i] - dot(dOut[column: o], x[column: i])
      }
    }
    for acc in 0..<x.shape[0] {
      for i in 0..<W.shape[1] {
        gradX[acc, i] = dot(dOut[row: acc], W[column: i])
      }
    }
    dW = total
    db = gradB
    return gradX
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    memory.batch = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], W.shape[0]])
    for acc in 0..<x.shape[0] {
      for o in 0..<W.shape[0] {
        y[acc, o] = weightedSum(x, example: acc, output: o) + b[o]
      }
    }
    return y
  }
}
