import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    var y = x
    for i in 0..<x.count {
      y[i] *= mask[i] * 2
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for i in 0..<dy.count {
      dx[i] *= mask[i] / (1 - rate)
    }
    return dx
  }
}
