import GradeModel

extension ReportCase {
  var passes: Bool { result == nil }

  /// The points in whole numbers, for a platform that knows no others: never more than were earned.
  var wholePoints: Int { Self.whole(marks.points) }

  static func whole(_ points: Double) -> Int {
    guard points.isFinite, points > 0 else { return 0 }
    // Points are sums of fractions: 69.99999999999999 were earned as 70.
    let nearest = points.rounded()
    return Int(min(abs(points - nearest) <= 1e-9 * nearest ? nearest : points.rounded(.down), 1e9))
  }

  /// The whole points of the maximum: never fewer, so that a fraction lost is a point lost.
  static func wholeMaximum(_ maximum: Double) -> Int {
    let whole = Self.whole(maximum)
    return Double(whole) < maximum * (1 - 1e-9) ? whole + 1 : whole
  }

  /// The order of use: an error, then a failure whose place is known, then the others, as the report has them.
  static func byUse(_ cases: [ReportCase]) -> [ReportCase] {
    func rank(_ one: ReportCase) -> Int {
      switch one.result?.kind {
      case .error: 0
      case .failure: one.result?.place == nil ? 2 : 1
      case .skipped: 3
      case nil: 4
      }
    }
    return cases.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }
}
