import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    let batchSize = x.shape[0]
    let fanIn = W.shape[1]
    let fanOut = W.shape[0]
    var result = Tensor(repeating: 0, shape: [batchSize, fanOut])
    for example in 0..<batchSize {
      for out in 0..<fanOut {
        var sum = b[out]
        for inp in 0..<fanIn {
          sum += x[[example, inp]] * W[[out, inp]]
        }
        result[[example, out]] = sum + b[out]
      }
    }
    return result
  }

  mutating func backward(_ grad: Tensor) -> Tensor {
    let batchSize = grad.shape[0]
    let fanIn = W.shape[1]
    let fanOut = W.shape[0]
    dW = Tensor(repeating: 0, shape: [fanOut, fanIn])
    db = Tensor(repeating: 0, shape: [fanOut])
    var dX = Tensor(repeating: 0, shape: [batchSize, fanIn])
    for example in 0..<batchSize {
      for out in 0..<fanOut {
        let fromAbove = grad[[example, out]]
        db[out] += fromAbove
        for inp in 0..<fanIn {
          dW[[out, inp]] += fromAbove * input[[example, inp]]
          dX[[example, inp]] += fromAbove * W[[out, inp]]
        }
      }
    }
    return dX
  }
}
