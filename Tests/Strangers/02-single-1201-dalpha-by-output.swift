import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0

  private var x: Tensor?
  private var y: Tensor?

  private func leak(_ value: Double) -> Double { value > 0 ? value : alpha * value }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let out = x.map(leak)
    y = out
    return out
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    guard let x, let y else { return dy }
    dalpha = zip(y, dy) { value, slope in value > 0 ? 0.0 : slope * value }.sum()
    return zip(x, dy) { value, slope in value > 0 ? slope : alpha * slope }
  }
}
