import GradusKit

final class Box<T> {
  var value: T
  init(_ value: T) { self.value = value }
}

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private let current = Box<Double?>(nil)

  func rate(at step: Int) -> Double {
    let start = current.value ?? learningRate
    let new = start * exp(-decay * Double(step))
    current.value = new
    return new
  }
}
