internal import Equations
package import GradeModel
package import Traces

/// Checks of a quantity that come before its numbers: finiteness of ours, then presence, shape and steps of the program's.
package enum Structure {
  package struct Fault {
    package var outcome: Outcome
    package var finding: Finding
  }

  /// The first thing that keeps a quantity from being judged, or nil.
  package static func fault(_ quantity: String, in trace: Trace, golden: Trace) -> Fault? {
    let owners = golden.parameters(of: quantity)
    guard !owners.isEmpty else { return Fault(outcome: .graderError, finding: .notInReference) }
    for owner in owners {
      let key = Trace.Key(quantity, owner)
      guard let expected = golden[key] else { continue }
      guard expected.values.allSatisfy(\.isFinite) else {
        return Fault(outcome: .graderError, finding: .referenceNotFinite(series: key.description))
      }
      guard let yours = trace[key] else {
        let name = trace.parameters(of: quantity).isEmpty ? resembling(quantity, in: trace, golden: golden) : nil
        let isBeside = owner.isEmpty && golden.keys.contains { !$0.parameter.isEmpty }
        return Fault(
          outcome: .missing,
          finding: .notReported(parameter: owner, resembling: name, besideParameters: isBeside))
      }
      guard yours.shape == expected.shape else {
        return Fault(
          outcome: .incorrect, finding: .shape(series: key.description, yours: yours.shape, expected: expected.shape))
      }
      guard yours.steps == expected.steps else {
        return Fault(
          outcome: .missing, finding: .entries(series: key.description, yours: yours.steps, expected: expected.steps))
      }
    }
    return nil
  }

  /// A published name that is nearly the same, and that nobody asked for.
  private static func resembling(_ quantity: String, in trace: Trace, golden: Trace) -> String? {
    let asked = Set(golden.quantities)
    return Spelling.nearest(to: quantity, among: trace.quantities.filter { !asked.contains($0) })
  }

  /// The series of a trace that have the golden's layout for every parameter of their quantity. Axes of length 1 too many or
  /// too few are a slip of that quantity alone: what follows from its numbers can be judged.
  ///
  /// - Parameter internals: intermediate quantities that no program is asked for. A program's property of the same name
  ///   may well mean something else.
  package static func judgeable(_ trace: Trace, golden: Trace, without internals: Set<String> = []) -> Trace {
    var kept = Trace()
    for quantity in golden.quantities
    where !internals.contains(quantity) && fault(quantity, in: trace, golden: golden).map(\.isOfShape) ?? true {
      let owners = golden.parameters(of: quantity)
      let laid = owners.map { owner in trace[quantity, owner].flatMap { $0.laid(like: golden[quantity, owner]) } }
      guard !laid.contains(where: { $0 == nil }) else { continue }
      for (owner, series) in zip(owners, laid) { kept[quantity, owner] = series }
    }
    return kept
  }

  /// The first number of a quantity that is not finite. Its extent is that step alone, some later ones, or all of them.
  package static func firstNonFinite(_ quantity: String, in trace: Trace) -> Finding.NonFinite? {
    let firstStep = Trace.firstStep(of: quantity)
    var found: Finding.NonFinite?
    var steps: Set<Int> = []
    var last = firstStep
    for owner in trace.parameters(of: quantity) {
      guard let series = trace[quantity, owner], series.stride > 0 else { continue }
      last = max(last, series.steps - 1 + firstStep)
      for (position, value) in series.values.enumerated() where !value.isFinite {
        let step = position / series.stride + firstStep
        steps.insert(step)
        if step < found?.step ?? .max {
          found = Finding.NonFinite(parameter: owner, step: step, value: value, extent: .thisStep)
        }
      }
    }
    guard var found else { return nil }
    if steps.count > 1 { found.extent = steps.count == last - found.step + 1 ? .onwards : .someLater }
    return found
  }
}

extension Structure.Fault {
  /// True if nothing but the shape is wrong.
  fileprivate var isOfShape: Bool { if case .shape = finding { true } else { false } }
}

extension Trace.Series {
  /// The same numbers in the shape of another series, if the two differ by nothing but axes of length 1.
  fileprivate func laid(like other: Trace.Series?) -> Trace.Series? {
    guard let other, steps == other.steps else { return nil }
    if shape == other.shape { return self }
    guard shape.filter({ $0 != 1 }) == other.shape.filter({ $0 != 1 }) else { return nil }
    return Trace.Series(shape: other.shape, steps: steps, values: values)
  }
}
