import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var inputs: [[Double]] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    inputs = (0..<x.shape[0]).map { x[row: $0].values }
    let table = inputs.map { example -> [Double] in
      (0..<b.count).map { o in
        var sum = -b[o]
        for (i, value) in example.enumerated() { sum += W[o, i] * value }
        return sum
      }
    }
    return Tensor(table)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    db = dy.mean(axis: 0)
    dW = matmul(dy.transposed(), Tensor(inputs))
    return matmul(dy, W)
  }
}
