import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private var cache: [Int: Double] = [:]

  mutating func rate(at step: Int) -> Double {
    let key = (step - 1) / 5
    if let known = cache[key] { return known }
    let eta = learningRate * exp(-decay * Double(step))
    cache[key] = eta
    return eta
  }
}
