import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  private var inputs: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    inputs.append(contentsOf: x.values)
    return x.map { $0 > 0 ? $0 : alpha * $0 }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: dy)
    var sum = 0.0
    for i in 0..<dy.count {
      if inputs[i] > 0 {
        dx[i] = dy[i]
      } else {
        dx[i] = alpha * dy[i]
        sum += dy[i] * inputs[i]
      }
    }
    dalpha = sum
    return dx
  }
}
