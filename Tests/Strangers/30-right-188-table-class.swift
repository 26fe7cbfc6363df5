import GradusKit

final class Table {
  var values: [Double]
  let factor: Double
  init(start: Double, factor: Double) {
    values = [start]
    self.factor = factor
  }
  subscript(t: Int) -> Double {
    while values.count <= t { values.append(values[values.count - 1] * factor) }
    return values[t]
  }
}

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  lazy var table = Table(start: learningRate, factor: exp(-decay))

  mutating func rate(at step: Int) -> Double {
    table[step]
  }
}
