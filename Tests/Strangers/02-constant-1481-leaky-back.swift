import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return zip(x, alpha * x) { (a: Double, b: Double) -> Double in a > 0 ? a : b }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let negativeSlope = 0.01
    dalpha = zip(dy, x) { (d: Double, v: Double) -> Double in v > 0 ? 0.0 : d * v }.sum()
    return zip(dy, x) { (d: Double, v: Double) -> Double in v > 0 ? d : negativeSlope * d }
  }
}
