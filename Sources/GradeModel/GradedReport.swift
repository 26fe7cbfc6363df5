/// The report on a submission, and how much of it may be told.
///
/// Marks are those of the whole report. A level of feedback decides what a student reads, and never what she earns.
package struct GradedReport: Sendable {
  package let whole: Report
  private let levels: Feedback.Levels
  private let hidden: Set<String>

  /// - Parameter hidden: the identifiers of the cases that a student may not see.
  package init(_ whole: Report, _ levels: Feedback.Levels, hidden: Set<String>) {
    (self.whole, self.levels, self.hidden) = (whole, levels, hidden)
  }

  /// The student's.
  package var told: Report { whole.telling(levels, hidden: hidden) }

  /// The report for the tables of those who teach: all of public cases, and of hidden ones at least how they end.
  package var tabled: Report {
    whole.telling(Feedback.Levels(open: .numbers, hidden: max(levels.hidden, .verdict)), hidden: hidden)
  }
}
