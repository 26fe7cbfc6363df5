internal import GradeModel
internal import Traces

extension Grader {
  /// The fewest different numbers of a wrong quantity that agreement could mean something for: a formula that gives zeros
  /// gives everybody's zeros.
  private static let fewestNumbers = 16

  /// Returns a digest of every bit that a wrong program has published, over all steps of all cases; `nil` if nothing is wrong,
  /// or nothing that could tell two programs apart.
  ///
  /// Two right programs agree because the numbers are right. Two wrong ones that agree in every bit make the same mistake and
  /// do the arithmetic in the same order.
  func fingerprint(_ checks: [Check], _ runs: Runs) -> String? {
    let wrong = Set(checks.filter { $0.outcome == .incorrect }.map(\.quantity))
    guard !wrong.isEmpty, runs.cases.allSatisfy({ $0.ending == .completed && $0.nondeterministic.isEmpty }) else {
      return nil
    }
    var isTelling = false
    // FNV-1a, a number at a time.
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ bits: UInt64) { digest = (digest ^ bits) &* 0x100_0000_01B3 ^ digest >> 29 }
    for run in runs.cases {
      for key in run.trace.keys {
        guard let series = run.trace[key.quantity, key.parameter] else { continue }
        for byte in key.description.utf8 { add(UInt64(byte)) }
        for value in series.values { add(value.bitPattern) }
        guard wrong.contains(key.quantity), !isTelling else { continue }
        isTelling =
          Set(series.values.lazy.filter(\.isFinite).map(\.bitPattern).prefix(4096)).count >= Self.fewestNumbers
      }
    }
    guard isTelling else { return nil }
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
