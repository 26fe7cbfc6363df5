import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)

  private var lastInput: Tensor?
  /// Without training the layer does nothing.
  var yEvaluation: Tensor? { lastInput }

  private func gate(_ t: Tensor) -> Tensor {
    let kept = 1 - rate
    return zip(t, mask) { value, open in open == 0 ? 0 : value / kept }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    lastInput = x
    return gate(x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor { gate(dy) }
}
