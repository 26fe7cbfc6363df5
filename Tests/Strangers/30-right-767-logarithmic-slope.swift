import GradusKit

/// The rate halves every ln 2 / λ steps.
struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  var halvingsPerStep: Double { decay / log(2) }

  func rate(at step: Int) -> Double {
    let halvings = halvingsPerStep * Double(step)
    return learningRate * exp2(-halvings)
  }
}

extension ExponentialDecay {
  func preview(_ steps: Int) -> [Double] { (1...steps).map(rate(at:)) }
}
