import GradusKit

struct Sigmoid: Layer {
  var saved = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    saved = x
    return x.map { 1 / (1 + exp(-$0)) }
  }

  // f(s) = s(1 - s)
  mutating func backward(_ dy: Tensor) -> Tensor {
    zip(dy, saved) { d, s in d * s * (1 - s) }
  }
}
