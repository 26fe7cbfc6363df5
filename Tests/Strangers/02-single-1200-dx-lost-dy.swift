import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  var saved = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    saved = x
    var y = x
    for i in 0..<y.count where !(y[i] > 0) { y[i] = alpha * y[i] }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dalpha = 0
    var dx = dy
    for i in 0..<dy.count {
      if saved[i] > 0 { continue }
      dx[i] = alpha
      dalpha += dy[i] * saved[i]
    }
    return dx
  }
}
