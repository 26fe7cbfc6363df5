import GradusKit

final class Box {
  var current: Double?
}

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  private let box = Box()

  func rate(at step: Int) -> Double {
    let now = box.current ?? learningRate
    let next = now * exp(-decay * Double(step))
    box.current = next
    return next
  }
}
