import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let x = Double(step) * decay
    switch x {
    case ..<0.5: return learningRate + learningRate * expm1(-x)
    default: return learningRate * pow(exp(1), -x)
    }
  }
}
