import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  var input = Tensor(0)

  // f(x) = max(αx, x)
  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    return max(alpha * x, x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dalpha = 0
    var dx = dy
    for i in 0..<dy.count where input[i] <= 0 {
      dalpha += dy[i] * input[i]
      dx[i] *= alpha
    }
    return dx
  }
}
