import GradeModel
import Gradebook
import PluginHost
import Reporting

/// The files that a batch makes of its gradebook. The same rows give the same bytes, and a file that is as it should be is
/// not written again.
struct BatchExports: Sendable {
  let directory: ReportDirectory
  /// The least level of the sandbox, as it is written.
  let sandbox: String
  let gradebook: Gradebook
  let dialect: JUnit.Dialect
  let installation: Installation
  /// The forms that reports have, JUnit first.
  let forms: [ReportForm]
  /// The form that the class's page links to.
  private let bestForm: ReportForm
  /// `nil` if no pages are asked for.
  let pages: HTML?
  /// The grader that words and lays out the reports.
  let grader: String
  let adjustments: [String: [Adjustment]]
  let comments: [Gradebook.Audience: [Gradebook.Comment]]

  init(
    of gradebook: Gradebook, in directory: ReportDirectory, _ settings: BatchSettings, installation: Installation,
    grader: String? = nil
  ) throws(Failure) {
    self.directory = directory
    self.gradebook = gradebook
    self.installation = installation
    sandbox = settings.sandbox
    dialect = JUnitDialect(rawValue: settings.dialect)?.form ?? .strict
    (forms, bestForm) = ([.junit] + settings.forms, settings.bestForm)
    pages = settings.hasPages ? try HTML(of: installation) : nil
    self.grader = grader ?? installation.grader
    let given = try GivenWords(of: gradebook)
    (adjustments, comments) = (given.adjustments, given.comments)
    try settings.remember(in: gradebook)
  }

  /// Writes the reports of a submission.
  func write(_ grading: Int64, of attempt: Gradebook.Attempt) throws(Failure) {
    let added = adjustments[attempt.student] ?? []
    let source = "\(grading) \(grader) " + words(added)
    var open: [(form: ReportForm, name: String, source: String)] = []
    for form in forms {
      let (name, source) = (attempt.report + form.ending, form == .junit ? "\(source) \(dialect)" : source)
      if try !isWritten(name, from: source) { open.append((form, name, source)) }
    }
    if open.isEmpty { return }
    let kept = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.grading(grading) }
    var report = try kept.told()
    // A person decides on her own words: they reach whoever makes the mistake, also where the report does not name it.
    let mistakes = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.mistakes(of: kept) }
    let audiences = mistakes.map(Gradebook.Audience.mistake) + [.student(attempt.student)]
    let said = audiences.flatMap { comments[$0] ?? [] }
    report.notes.insert(
      contentsOf: added.map { .adjusted($0) } + said.map { .comment($0.text, author: $0.author) }, at: 0)
    for (form, name, source) in open {
      let text = try text(of: report, as: form)
      try ReportFile.write(text, as: name, in: directory)
      try Failure.ofGradebook { () throws(GradebookError) in try gradebook.exported(name, from: source, text) }
    }
  }

  private func text(of report: Report, as form: ReportForm) throws(Failure) -> String {
    do {
      return switch form {
      case .junit: try JUnit.document(for: report, dialect)
      case .html: pages?.document(for: report) ?? ""
      case .text: Console.text(for: report, view: View(.brief, command: Reproduction(for: report)))
      case .json: try JSON.document(for: report)
      }
    } catch {
      throw .grader("\(error)")
    }
  }

  /// Returns the students to whom a person has given points or words, and of whom the batch has nothing: a roster calls them
  /// otherwise, or their group has another member.
  func unmet() throws(Failure) -> [String] {
    let standings = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.standings() }
    let spoken = comments.keys.compactMap { audience -> String? in
      if case .student(let id) = audience { return id }
      return nil
    }
    // What was undone by its opposite is nobody's any more.
    let given = adjustments.filter { $0.value.reduce(0) { $0 + $1.points } != 0 }.keys
    return Set(given).union(spoken).subtracting(standings.map(\.student)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// A digest of a person's words that a report can hold.
  private func words(_ adjustments: [Adjustment]) -> String {
    let said = comments.map { "\($0)" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return SHA256.digest(of: "\(adjustments) \(said)".utf8)
  }

  private func isWritten(_ name: String, from source: String) throws(Failure) -> Bool {
    let digest = try Failure.ofGradebook { () throws(GradebookError) in
      try gradebook.digest(ofExport: name, from: source)
    }
    guard let digest, let bytes = directory.bytes(of: name, limit: 64 << 20) else { return false }
    return SHA256.digest(of: bytes) == digest
  }

  /// Writes the table of the batch, in its order.
  ///
  /// - Parameter lost: submissions whose reports could not be written, and why.
  /// - Returns: the rows.
  func writeSummary(lost: [String: String]) throws(Failure) -> [SummaryCSV.Row] {
    let standings = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.standings() }
    var entries: [BatchEntry] = []
    var rows = try standings.map { standing throws(Failure) in
      entries.append(try BatchEntry(document: standing.entry))
      var row = SummaryCSV.Row(standing, adjustments[standing.student] ?? [])
      if let reason = lost[standing.report] { (row.exitCode, row.message) = (.graderError, reason) }
      return row
    }
    for (index, entry) in entries.enumerated() where entry.person != nil {
      rows[index].handIn = SummaryCSV.HandIn(entry)
    }
    try ReportFile.write(SummaryCSV.document(of: rows), as: "summary.csv", in: directory)
    try renewClass()
    return rows
  }

  /// Writes the table and the page of the class anew where they are: what `gradus class` has written grows stale.
  func renewClass() throws(Failure) {
    let names = [ClassCSV.name, ClassPage.name].filter { name in
      if case .file = directory.present(name) { return true }
      return false
    }
    if names.isEmpty { return }
    let summary = try Failure.ofGradebook { () throws(GradebookError) in
      try gradebook.summary(adjustedBy: adjustments)
    }
    if !summary.members.isEmpty { try write(summary, as: names) }
  }

  /// Writes the class's files of these names.
  func write(_ summary: ClassSummary, as names: [String] = [ClassCSV.name, ClassPage.name]) throws(Failure) {
    if names.contains(ClassCSV.name) {
      try ReportFile.write(ClassCSV.document(for: summary), as: ClassCSV.name, in: directory)
    }
    if names.contains(ClassPage.name) {
      let page = try ClassPage(of: installation)
      try ReportFile.write(
        page.document(for: summary, reportsEndIn: bestForm.ending), as: ClassPage.name, in: directory)
    }
  }
}
