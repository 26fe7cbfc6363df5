import GradusKit

struct Sigmoid: Layer {
  var out = Tensor(0)

  func sigma(_ v: Tensor) -> Tensor { 1 / (1 + exp(-v)) }

  func derivative(_ v: Tensor) -> Tensor {
    let s = sigma(v)
    return s * (1 - s)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    out = sigma(x)
    return out
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * derivative(out)
  }
}
