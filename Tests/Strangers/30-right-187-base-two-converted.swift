import GradusKit

extension Int {
  var real: Double { Double(self) }
}

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private var halfLife: Double { log(2) / decay }

  func rate(at step: Int) -> Double {
    learningRate * exp2(-step.real / halfLife)
  }
}
