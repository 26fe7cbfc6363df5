import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    let (examples, inputs, outputs) = (x.shape[0], W.shape[1], W.shape[0])
    var values: [Double] = []
    for n in 0..<examples {
      for o in 0..<outputs {
        var sum = 0.0
        for i in 0..<inputs {
          sum += x[n, i] * W[o, i] + b[o]
        }
        values.append(sum)
      }
    }
    return Tensor(shape: [examples, outputs], values: values)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = matmul(dy.transposed(), input)
    db = dy.sum(axis: 0)
    return matmul(dy, W)
  }
}
