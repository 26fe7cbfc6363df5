package import GradeModel

/// The part of a report that a terminal shows.
package struct View: Equatable, Sendable {
  package enum Form: Sendable {
    /// A screen: each cause once, with the evidence of one case.
    case brief
    /// Every check with all its numbers.
    case full
  }

  package var form: Form
  /// The only case to show.
  package var caseID: String?
  /// True to leave out the checks that earn all their points.
  package var onlyFailing: Bool
  /// The assignment's equations, to be shown beside the program's own; empty for none.
  package var equations: [EquationText]
  package var command: Reproduction

  package init(
    _ form: Form, caseID: String? = nil, onlyFailing: Bool = false, equations: [EquationText] = [],
    command: Reproduction = Reproduction()
  ) {
    self.form = form
    self.caseID = caseID
    self.onlyFailing = onlyFailing
    self.equations = equations
    self.command = command
  }

  /// Everything.
  package static let full = View(.full)
}

/// An equation as it is read, or the heading of some.
package struct EquationText: Equatable, Sendable {
  /// The symbol on its left, by which a diagnosis names it; nil for a heading.
  package var symbol: String?
  package var text: String
  /// The quantity that it gives; nil for a heading.
  package var quantity: String?
  /// The parameter whose entry it gives; nil if it gives all of them, or none.
  package var parameter: String?

  package init(symbol: String?, text: String, quantity: String? = nil, parameter: String? = nil) {
    self.symbol = symbol
    self.text = text
    self.quantity = quantity
    self.parameter = parameter
  }
}

/// The command that showed a report: with it a finding can be looked at again.
package struct Reproduction: Equatable, Sendable {
  /// The submission as it was named, and the assignment if it was.
  private let parts: [[String]]
  /// The folder that the sources' paths begin at, as seen from here; empty for this one.
  private let folder: String

  package init(submission: String? = nil, assignment: String? = nil, folder: String = "") {
    parts =
      [["gradus", "check"] + (submission.map { [$0] } ?? [])] + (assignment.map { [["--assignment", $0]] } ?? [])
    self.folder = folder
  }

  /// The command for a reader who has the sources at hand, wherever the report was made.
  package init(for report: Report) {
    let files = report.submission.files
    self.init(submission: files.count == 1 ? files[0] : ".", assignment: report.assignment.id)
  }

  /// Returns a source's path as an editor opens it from here.
  func path(_ file: String) -> String { folder.isEmpty ? file : folder + "/" + file }

  /// The words that show one step of a case, as a shell takes them; what belongs together is one part.
  func parts(caseID: String, step: Int?) -> [String] {
    (parts + [["--case", caseID]] + (step.map { [["--step", "\($0)"]] } ?? []))
      .map { $0.map(ShellWord.quoted).joined(separator: " ") }
  }
}
