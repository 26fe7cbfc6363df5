import GradeModel
import Reporting

/// The counts of a batch: each submission is in one of the first four.
struct BatchCount {
  /// Compiled and run, whatever the marks.
  var graded = 0
  /// No program that compiles and loads.
  var notGraded = 0
  /// Handed in, and not to be opened.
  var unreadable = 0
  var withheld = 0
  /// Those among the graded that have full marks.
  var full = 0
  /// Those that have not changed since they were graded.
  var unchanged: Int

  init(_ rows: [SummaryCSV.Row], unchanged: Int) {
    self.unchanged = unchanged
    for row in rows {
      switch row.verdictCode {
      case .fullMarks:
        graded += 1
        full += 1
      case .marksLost: graded += 1
      case .nothingGraded: notGraded += 1
      case .unreadable: unreadable += 1
      case .usage, .graderError: withheld += 1
      }
    }
  }
}
