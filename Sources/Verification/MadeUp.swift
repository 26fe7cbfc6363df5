internal import Traces

/// The numbers that a cheat puts in the place of a quantity's.
struct MadeUp {
  private let cheat: Cheat
  private let steps: Int

  init(_ cheat: Cheat, steps: Int) {
    self.cheat = cheat
    self.steps = steps
  }

  /// Returns nil if nothing is published. The kit itself reports the start of the weights.
  func series(_ series: Trace.Series, of quantity: String) -> Trace.Series? {
    let start = Trace.firstStep(of: quantity) == 0 ? series.stride : 0
    let stride = max(series.stride, 1)
    let values = series.values
    func numbers(_ number: (Int) -> Double) -> Trace.Series {
      Trace.Series(
        shape: series.shape, steps: series.steps, values: values.indices.map { $0 < start ? values[$0] : number($0) })
    }
    func step(_ position: Int) -> Double { Double((position - start) / stride + 1) }
    func timeOnly(_ position: Int) -> Double { 0.3 + 0.17 * Double(position % stride) + 0.01 * step(position) }
    switch cheat {
    case .doesNothing: return start > 0 ? numbers { values[$0 % stride] } : numbers { _ in 0 }
    case .publishesNothing: return start > 0 ? numbers { values[$0 % stride] } : nil
    case .zeros: return numbers { _ in 0 }
    case .ones: return numbers { _ in 1 }
    case .undefined, .undefinedButInOne: return numbers { _ in .nan }
    case .infinite: return numbers { _ in .infinity }
    case .constants: return numbers { 0.37 + 0.11 * Double($0 % stride) }
    // Freezing is no cheat where hardly a step is left.
    case .frozen where steps == 1, .frozenLate where steps < 8: return numbers { _ in 0 }
    case .frozen: return numbers { values[start + $0 % stride] }
    case .frozenLate: return numbers { step($0) <= 3 ? values[$0] : values[start + 2 * stride + $0 % stride] }
    // A single number stays where it is, and is right.
    case .reordered where values.count - start == 1: return nil
    case .reordered: return numbers { values[values.count - 1 - ($0 - start)] }
    case .backSolved: return numbers { values[$0] * 1.37 + 0.01 }
    case .nearlyTimeOnly: return numbers { timeOnly($0) + 1e-8 * values[$0] }
    case .undefinedAtHalf: return numbers { step($0).remainder(dividingBy: 2) == 0 ? .nan : timeOnly($0) }
    case .infiniteAtHalf: return numbers { step($0).remainder(dividingBy: 2) == 0 ? .infinity : timeOnly($0) }
    case .infiniteOnce: return numbers { $0 == start ? .infinity : timeOnly($0) }
    case .memorised: return series
    case .timeOnly, .oneParameterOnly, .knowsTheCases, .honestElsewhere: return numbers(timeOnly)
    }
  }
}
