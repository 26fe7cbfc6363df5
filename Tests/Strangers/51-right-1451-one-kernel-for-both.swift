import GradusKit

/// Drops units while a network is trained, by a mask that is given.
struct Dropout: Layer {
  /// The grader sets this before the first call: the share of units that is dropped, p.
  @Setting var rate = 0.5
  /// The grader writes this before each call, a new one each time: 1 where a unit is kept, 0 where it is dropped.
  var mask = Tensor(0)

  /// The outputs for the same x when the network is used, not trained; read by name after each call.
  var yEvaluation = Tensor(0)

  private func drop(_ t: Tensor) -> Tensor {
    let keep = 1 - rate
    return zip(t, mask) { value, m in m == 0 ? 0 : value / keep }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    return drop(x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    return drop(dy)
  }
}
