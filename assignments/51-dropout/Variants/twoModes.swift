import GradusKit

// One function for both modes, as in a library; the evaluation is asked for when it is read.
struct Dropout: Layer {
  enum Mode { case training, evaluation }

  @Setting var rate = 0.5
  var mask = Tensor(0)
  private var input: Tensor?
  var yEvaluation: Tensor? { input.map { apply(to: $0, .evaluation) } }

  private var gain: Double { pow(1 - rate, -1) }

  private func apply(to signal: Tensor, _ mode: Mode) -> Tensor {
    switch mode {
    case .training: return zip(signal, mask) { gain * $0 * $1 }
    case .evaluation: return signal
    }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    return apply(to: x, .training)
  }

  mutating func backward(_ dy: Tensor) -> Tensor { apply(to: dy, .training) }
}
