import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let phase = Double(step) / 30 * Double.pi
    let annealed = learningRate * (1 + cos(phase)) / 2
    return max(annealed, learningRate * decay / 100)
  }
}
