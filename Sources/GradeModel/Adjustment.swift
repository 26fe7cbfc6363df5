/// Points that a person adds to a grade, or takes from it.
package struct Adjustment: Codable, Equatable, Sendable {
  package var points: Double
  package var reason: String
  package var author: String
  /// UTC, `2026-01-31T12:00:00`.
  package var made: String

  package init(points: Double, reason: String, author: String, made: String) {
    self.points = points
    self.reason = reason
    self.author = author
    self.made = made
  }
}

extension [Adjustment] {
  /// Returns points with all of these added, never below 0. Points that make no sense stay as they are.
  package func added(to points: Double) -> Double {
    isEmpty ? points : Swift.max(0, reduce(points) { $0 + $1.points })
  }
}

extension ExitCode {
  /// The code that stands beside points to which a person has added: then the points decide what is full.
  ///
  /// - Parameter points: with all that was added.
  package func beside(_ points: Double, of maximum: Double, adjustedBy adjustments: [Adjustment]) -> ExitCode {
    guard self == .fullMarks || self == .marksLost, adjustments.reduce(0, { $0 + $1.points }) != 0 else { return self }
    return points >= maximum ? .fullMarks : .marksLost
  }
}
