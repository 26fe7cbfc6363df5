/// The number of submissions that are told everything, in a span of time: `5/24h`.
///
/// Times are those at which submissions came, never now: a submission that is graded again must not fall under another limit.
package struct SubmissionLimit: Equatable, Sendable {
  package let count: Int
  package let seconds: Double
  /// The span as people say it: `24 hours`.
  let span: String

  /// The key of our own data in a results file, which says on which side of the limit a submission was.
  static let mark = "limit"
  static let past = "past"
  static let within = "within"

  /// Reads `5/24h`, with minutes (`m`), hours (`h`) or days (`d`).
  package init?(_ text: String) {
    guard let match = text.wholeMatch(of: /(\d{1,4})\/(\d{1,4})([mhd])/), let count = Int(match.1),
      let span = Double(match.2), count > 0, span > 0
    else { return nil }
    let (unit, length) = match.3 == "m" ? ("minute", 60.0) : match.3 == "h" ? ("hour", 3600) : ("day", 86400)
    self.count = count
    self.span = "\(Int(span)) \(unit)\(span == 1 ? "" : "s")"
    seconds = span * length
  }

  /// A submission's place among the earlier ones.
  package struct Standing: Equatable, Sendable {
    package var limit: SubmissionLimit
    /// The earlier submissions that count, in the span before this one.
    package var earlier: Int
    /// The score of the last one that counts.
    package var score: Double?
    /// The time from which on everything is told again, in seconds since 1970.
    package var next: Double?

    package var isPast: Bool { earlier >= limit.count }
  }

  /// Returns the place of a submission by Gradescope's account of it.
  package func standing(of metadata: GradescopeMetadata) -> Standing {
    let counted = metadata.earlier.filter(\.isCounted).sorted { $0.time < $1.time }
    let recent = counted.filter { $0.time > metadata.created - seconds && $0.time <= metadata.created }
    let next = recent.count >= count ? recent[recent.count - count].time + seconds : nil
    return Standing(
      limit: self, earlier: recent.count, score: counted.last { $0.score != nil }?.score, next: next)
  }
}
