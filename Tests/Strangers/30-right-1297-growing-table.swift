import GradusKit

/// Remembers what was worked out, and works out what is missing.
private final class Table<Value> {
  private var entries: [Int: Value] = [:]

  func entry(_ key: Int, _ make: (Int) -> Value) -> Value {
    if let known = entries[key] { return known }
    let new = make(key)
    entries[key] = new
    return new
  }
}

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private let shares = Table<Double>()

  func rate(at step: Int) -> Double {
    let share = shares.entry(step) { t in 1 / exp(decay * Double(t)) }
    return share * learningRate
  }
}
