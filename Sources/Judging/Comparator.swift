internal import Equations
package import GradeModel
internal import Reference
package import Traces

/// Compares a program's published trace with the golden one, element by element.
///
/// Structure comes before values: presence, shape, steps, then numbers.
package struct Comparator {
  /// The allowed distance of a number from the golden one, given the golden number, its series and its position there.
  private let allowed: (_ expected: Double, _ key: Trace.Key, _ position: Int) -> Double

  /// A tolerance that an author has set.
  package init(atol: Double, rtol: Double) {
    allowed = { expected, _, _ in atol + rtol * abs(expected) }
  }

  /// A tolerance for each number.
  init(allowed: @escaping (_ expected: Double, _ key: Trace.Key, _ position: Int) -> Double) {
    self.allowed = allowed
  }

  package struct Verdict {
    package var outcome: Outcome
    package var finding: Finding?
    package var divergence: Divergence?
  }

  package func compare(_ trace: Trace, with golden: Trace, quantity: String) -> Verdict {
    guard !golden.parameters(of: quantity).isEmpty else {
      return Verdict(outcome: .graderError, finding: .notInReference)
    }
    if let fault = Structure.fault(quantity, in: trace, golden: golden) {
      return Verdict(outcome: fault.outcome, finding: fault.finding)
    }
    guard let earliest = first(of: quantity, in: trace, from: golden) else { return Verdict(outcome: .correct) }
    return Verdict(
      outcome: .incorrect, finding: .differs, divergence: earliest)
  }

  /// The first step at which a quantity of one trace differs from that of another of the same layout.
  func first(of quantity: String, in trace: Trace, from other: Trace) -> Divergence? {
    let firstStep = Trace.firstStep(of: quantity)
    var earliest: Divergence?
    for owner in other.parameters(of: quantity) {
      let key = Trace.Key(quantity, owner)
      guard let expected = other[key], let yours = trace[key], yours.shape == expected.shape,
        yours.steps == expected.steps
      else { continue }
      if let found = divergence(yours, expected, key, firstStep: firstStep), found.step < earliest?.step ?? .max {
        earliest = found
      }
    }
    return earliest
  }

  /// Returns the largest distance of a quantity from the golden one, in units of what is allowed; infinity if the
  /// quantity is missing or misshapen, or has a number that is not finite.
  package func worst(of quantity: String, in trace: Trace, golden: Trace) -> Double {
    guard Structure.fault(quantity, in: trace, golden: golden) == nil else { return .infinity }
    var worst = 0.0
    for owner in golden.parameters(of: quantity) {
      let key = Trace.Key(quantity, owner)
      guard let yours = trace[key], let expected = golden[key] else { return .infinity }
      for (position, (a, b)) in zip(yours.values, expected.values).enumerated() where a != b {
        guard a.isFinite else { return .infinity }
        // A distance equal to the tolerance counts as the allowance that residuals have.
        worst = max(worst, Bound.allowance * abs(a - b) / allowed(b, key, position))
      }
    }
    return worst
  }

  /// The first step at which two series of one layout differ.
  private func divergence(
    _ yours: Trace.Series, _ expected: Trace.Series, _ key: Trace.Key, firstStep: Int
  ) -> Divergence? {
    for entry in 0..<expected.steps {
      let (a, b) = (Array(yours.step(entry)), Array(expected.step(entry)))
      let (differing, limits) = differing(yours, expected, key, entry: entry)
      guard !differing.isEmpty else { continue }
      return Divergence(
        parameter: key.parameter, step: entry + firstStep, steps: expected.steps - 1 + firstStep,
        differing: differing.count, count: a.count,
        elements: differing.prefix(5).map {
          .init(index: index($0, in: expected.shape), yours: a[$0], expected: b[$0], allowed: limits[$0])
        })
    }
    return nil
  }

  /// The positions in one entry at which two series of one layout differ, and what is allowed at each position.
  func differing(
    _ yours: Trace.Series, _ expected: Trace.Series, _ key: Trace.Key, entry: Int
  ) -> (positions: [Int], limits: [Double]) {
    let (a, b) = (Array(yours.step(entry)), Array(expected.step(entry)))
    let limits = b.indices.map { allowed(b[$0], key, entry * expected.stride + $0) }
    return (a.indices.filter { !isWithin(a[$0], b[$0], limits[$0]) }, limits)
  }

  /// True if a number is within the tolerance. NaN and infinity are within no tolerance of a finite number; two values
  /// that are both not finite count as equal. A golden trace is finite.
  private func isWithin(_ yours: Double, _ expected: Double, _ limit: Double) -> Bool {
    guard yours.isFinite, expected.isFinite else { return yours.isFinite == expected.isFinite }
    return abs(yours - expected) <= limit
  }

  func index(_ position: Int, in shape: [Int]) -> [Int] {
    var rest = position
    var index: [Int] = []
    for extent in shape.reversed() {
      index.insert(rest % extent, at: 0)
      rest /= extent
    }
    return index
  }
}
