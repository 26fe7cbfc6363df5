import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    let weights: [Float] = W.map { Float($0) }
    let biases: [Float] = b.map { Float($0) }
    let xs: [Float] = x.map { Float($0) }
    let width = x.shape[1]
    var values: [Double] = []
    for n in 0..<x.shape[0] {
      for o in biases.indices {
        var sum: Float = biases[o]
        for i in 0..<width { sum += xs[n * width + i] * weights[o * width + i] }
        values.append(Double(sum))
      }
    }
    return Tensor(shape: [x.shape[0], biases.count], values: values)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = dy.transposed().matmul(input)
    db = dy.sum(axis: 0)
    return dy.matmul(W)
  }
}
