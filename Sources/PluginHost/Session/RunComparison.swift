internal import GradeModel
internal import Traces

/// Compares two runs on the same inputs.
enum RunComparison {
  /// The part of a tensor's largest value that two runs may differ by: sums taken in another order.
  private static let rounding = 1e-12

  /// For each quantity that differs by more than rounding, the finding that names the place.
  static func differences(_ one: Trace, _ other: Trace) -> [String: Finding] {
    var findings: [String: Finding] = [:]
    for key in Set(one.keys + other.keys).sorted() where findings[key.quantity] == nil {
      guard let left = one[key], let right = other[key], left.shape == right.shape, left.steps == right.steps else {
        findings[key.quantity] = .reportedOnce(series: "\(key)")
        continue
      }
      if let step = (0..<left.steps).first(where: { differs(left.step($0), right.step($0)) }) {
        findings[key.quantity] = .unequalRuns(series: "\(key)", step: step + Trace.firstStep(of: key.quantity))
      }
    }
    return findings
  }

  private static func differs(_ left: ArraySlice<Double>, _ right: ArraySlice<Double>) -> Bool {
    let scale = left.reduce(0) { max($0, $1.isFinite ? $1.magnitude : 0) }
    return zip(left, right).contains { one, other in
      // NaN marks a missing report, and infinity has no difference.
      if one.bitPattern == other.bitPattern || (one.isNaN && other.isNaN) || one == other { return false }
      return !((one - other).magnitude <= rounding * scale)
    }
  }
}
