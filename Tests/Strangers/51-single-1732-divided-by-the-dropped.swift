import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)

  // p is the probability to keep a unit
  private func drop(_ a: Tensor) -> Tensor {
    a * mask / rate
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    return drop(x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    drop(dy)
  }
}
