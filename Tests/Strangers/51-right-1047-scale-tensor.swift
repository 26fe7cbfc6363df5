import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)

  var gate: Tensor { mask / (1 - rate) }

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    return zip(x, gate) { $0 * $1 }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    zip(dy, gate) { $0 * $1 }
  }
}
