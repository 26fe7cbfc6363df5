#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Time as reports show it; fixed if `SOURCE_DATE_EPOCH` asks for the same bytes every time.
///
/// See https://reproducible-builds.org/specs/source-date-epoch/.
struct Clock: Sendable {
  private let fixed: Int?

  init(environment: [String: String]) throws(Failure) {
    guard let text = environment["SOURCE_DATE_EPOCH"] else {
      fixed = nil
      return
    }
    guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else {
      throw .usage("SOURCE_DATE_EPOCH should be a number of seconds since 1970, and is '\(text)'")
    }
    fixed = seconds
  }

  var isFixed: Bool { fixed != nil }

  /// Returns the time now, UTC, `2026-01-31T12:00:00`.
  func timestamp() -> String {
    let date = fixed.map { Date(timeIntervalSince1970: Double($0)) } ?? Date()
    return String(date.ISO8601Format().prefix(19))
  }

  /// Measures the seconds that `work` takes; 0 if time is fixed.
  func measure<Result>(_ work: () async throws -> Result) async rethrows -> (result: Result, seconds: Double) {
    let start = ContinuousClock.now
    let result = try await work()
    let elapsed = (ContinuousClock.now - start).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    return (result, fixed == nil ? seconds : 0)
  }
}
