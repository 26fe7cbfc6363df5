import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    var y = x
    for i in 0..<x.count {
      if mask[i] == 1 {
        y[i] /= 1 - rate
      } else {
        y[i] = 0
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // dropped units get no gradient
    var dx = dy
    for i in 0..<dy.count where mask[i] == 0 {
      dx[i] = 0
    }
    return dx
  }
}
