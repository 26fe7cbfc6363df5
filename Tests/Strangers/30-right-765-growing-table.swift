import GradusKit

final class Table {
  private(set) var entries: [Double] = []
  func entry(_ n: Int, first: Double, next: (Double) -> Double) -> Double {
    if entries.isEmpty { entries.append(first) }
    while entries.count <= n { entries.append(next(entries[entries.count - 1])) }
    return entries[n]
  }
}

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  private let table = Table()

  func rate(at step: Int) -> Double {
    learningRate * table.entry(step, first: 1) { $0 / exp(decay) }
  }
}
