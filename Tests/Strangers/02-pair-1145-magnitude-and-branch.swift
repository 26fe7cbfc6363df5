import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  private var inputs: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    inputs = x.values
    let a = alpha
    return x.map { value in value > 0 ? value : a * abs(value) }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dalpha = 0
    for (g, value) in zip(dy.values, inputs) {
      if value <= 0 { dalpha += g * value }
    }
    return dy.map { g in g > 0 ? g : alpha * g }
  }
}
