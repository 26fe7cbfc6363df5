import GradusKit

extension Double {
  /// log₂ e
  static let bitsPerNat = 1 / log(2.0)
}

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  var halvings: (Int) -> Double {
    let perStep = decay * .bitsPerNat
    return { Double($0) * perStep }
  }

  func rate(at step: Int) -> Double {
    learningRate / exp2(halvings(step))
  }
}
