internal import Assignments
internal import GradeModel
internal import Traces

/// Compares what a program published with the golden trace, element by element.
///
/// Structure comes before values: presence, steps, shape, finiteness, then numbers.
struct Comparator {
  /// Honest programs that compute in another order stay many orders of magnitude below it in the shipped cases.
  static let standard = Comparison(rtol: 1e-9, atol: 1e-12)

  private let tolerance: Comparison

  init(_ tolerance: Comparison?) {
    self.tolerance = tolerance ?? Comparator.standard
  }

  struct Verdict {
    var outcome: Outcome
    var message = ""
    var divergence: Divergence?
  }

  func compare(_ trace: Trace, with golden: Trace, quantity: String, parameters: [String]) -> Verdict {
    let owners = golden.parameters(of: quantity)
    guard !owners.isEmpty else { return Verdict(outcome: .graderError, message: Wording.notInReference(quantity)) }
    // Weights have the start as their first entry, which is no step.
    let firstEntry = quantity == "weights" ? 0 : 1
    var earliest: Divergence?
    for owner in owners {
      let key = Trace.Key(quantity, owner)
      guard let expected = golden[key] else { continue }
      guard expected.values.allSatisfy(\.isFinite) else {
        return Verdict(outcome: .graderError, message: Wording.referenceNotFinite(key.description))
      }
      guard let yours = trace[key] else {
        return Verdict(outcome: .missing, message: Wording.missing(quantity, parameter: owner))
      }
      guard yours.shape == expected.shape else {
        return Verdict(
          outcome: .incorrect, message: Wording.shape(key.description, yours: yours.shape, expected: expected.shape))
      }
      guard yours.steps == expected.steps else {
        return Verdict(
          outcome: .missing,
          message: Wording.steps(key.description, yours: yours.steps, expected: expected.steps))
      }
      if let found = divergence(yours, expected, parameter: owner, firstEntry: firstEntry),
        found.step < earliest?.step ?? .max
      {
        earliest = found
      }
    }
    guard let earliest else { return Verdict(outcome: .correct) }
    return Verdict(
      outcome: .incorrect, message: Wording.differs(quantity, earliest), divergence: earliest)
  }

  /// The first step at which two series of one layout differ.
  private func divergence(
    _ yours: Trace.Series, _ expected: Trace.Series, parameter: String, firstEntry: Int
  ) -> Divergence? {
    for entry in 0..<expected.steps {
      let (a, b) = (Array(yours.step(entry)), Array(expected.step(entry)))
      let differing = a.indices.filter { !isWithin(a[$0], b[$0]) }
      guard !differing.isEmpty else { continue }
      return Divergence(
        parameter: parameter, step: entry + firstEntry, steps: expected.steps - 1 + firstEntry,
        differing: differing.count, count: a.count,
        elements: differing.prefix(5).map {
          .init(index: index($0, in: expected.shape), yours: a[$0], expected: b[$0], allowed: allowed(b[$0]))
        })
    }
    return nil
  }

  private func allowed(_ expected: Double) -> Double { tolerance.atol + tolerance.rtol * abs(expected) }

  /// NaN and infinity are never within a tolerance.
  private func isWithin(_ yours: Double, _ expected: Double) -> Bool {
    yours.isFinite && expected.isFinite && abs(yours - expected) <= allowed(expected)
  }

  private func index(_ position: Int, in shape: [Int]) -> [Int] {
    var rest = position
    var index: [Int] = []
    for extent in shape.reversed() {
      index.insert(rest % extent, at: 0)
      rest /= extent
    }
    return index
  }
}
