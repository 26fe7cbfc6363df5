import GradusKit

// Two ramps, one for each side; the way back takes their slopes as tensors of 0 and 1.
struct ParametricReLU: Layer {
  var alpha = Tensor(0.25)
  var dalpha = Tensor(0)
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return max(0, x) + alpha[0] * min(0, x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let above = x.map { $0 > 0 ? 1 : 0 }
    dalpha = Tensor((dy * min(0, x)).sum())
    return dy * above + alpha[0] * dy * (1 - above)
  }
}
