import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  private var x = Tensor(0)
  private var y = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    y = x
    for i in 0..<x.count where x[i] <= 0 {
      y[i] = alpha * x[i]
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    dalpha = 0
    for i in 0..<dy.count where x[i] <= 0 {
      dx[i] *= alpha
      dalpha += dy[i] * y[i]
    }
    return dx
  }
}
