import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    return x * mask / (1 - rate)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // only units that were kept get a gradient
    var dx = dy
    for i in 0..<dx.count where mask[i] == 0 { dx[i] = 0 }
    return dx
  }
}
