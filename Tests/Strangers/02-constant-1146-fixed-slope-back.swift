import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  private var saved: Tensor?

  private func leak(_ value: Double, _ slope: Double, by sign: Double) -> Double {
    sign > 0 ? value : slope * value
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    saved = x
    return x.map { leak($0, alpha, by: $0) }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let x = saved!
    dalpha = zip(dy, x) { $1 > 0 ? 0 : $0 * $1 }.sum()
    return zip(dy, x) { leak($0, 0.25, by: $1) }
  }
}
