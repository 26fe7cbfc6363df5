import GradusKit

// Element by element; what is dropped is never multiplied.
final class Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)
  private var kept: [Bool] = []

  init() {}

  func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    kept = mask.values.map { $0 > 0.5 }
    return through(x)
  }

  func backward(_ dy: Tensor) -> Tensor { through(dy) }

  private func through(_ signal: Tensor) -> Tensor {
    var result = signal
    for i in signal.indices { result[i] = kept[i] ? signal[i] / (1 - rate) : 0 }
    return result
  }
}
