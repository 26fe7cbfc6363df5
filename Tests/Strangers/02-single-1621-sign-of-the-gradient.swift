import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  var x = Tensor(0)

  func leaky(_ v: Double) -> Double {
    return v > 0 ? v : alpha * v
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return x.map { leaky($0) }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var sum = 0.0
    for (d, v) in zip(dy, x) where v <= 0 {
      sum += d * v
    }
    dalpha = sum
    // a leaky relu there and a leaky relu back
    return dy.map { leaky($0) }
  }
}
