import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  private let gamma = 0.95

  func rate(at step: Int) -> Double {
    (1...step).reduce(learningRate) { eta, _ in eta * gamma }
  }
}
