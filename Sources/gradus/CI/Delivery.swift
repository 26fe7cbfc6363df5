import GradeModel
import Reporting

/// The files and lines that a service reads, written for one report.
struct Delivery {
  let platform: Platform
  let environment: [String: String]
  /// The commit's instant, for a service that wants it.
  let submittedAt: String
  /// The folder that stands for `/`.
  let root: String
  /// The submission's folder as the checkout has it.
  let folder: String
  /// The folder of the reports, open; `nil` if it could not be made.
  let reports: ReportDirectory?

  /// The names of all files in the folder of the reports: nothing else may be there.
  static let names = ["ctrf.json", "gl-code-quality-report.json", "junit.xml", "report.json", "report.sarif"]

  /// Writes the reports that every service may publish.
  func writeReports(_ report: Report) throws(Failure) {
    guard let reports else { return }
    // Readers that hold a report against a schema are rarer here than those that look for a file and a line.
    try ReportFile.write(JUnit.document(for: report, .rich), as: "junit.xml", in: reports)
    try ReportFile.write(JSON.document(for: report), as: "report.json", in: reports)
    try ReportFile.write(CTRF.document(for: report, version: Version.number), as: "ctrf.json", in: reports)
    try ReportFile.write(
      SARIF.document(for: report, version: Version.number, in: folder), as: "report.sarif", in: reports)
    if platform == .gitlab {
      try ReportFile.write(
        CodeQuality.document(for: report, in: folder), as: "gl-code-quality-report.json", in: reports)
    }
  }

  /// Writes the file that the service takes the marks from. Of a withheld grade there is none, and an older one is taken away.
  func writeResults(_ report: Report) throws(Failure) {
    guard let path = platform.results(root: root) else { return }
    let text: String?
    do {
      switch platform {
      case .gradescope: text = try Gradescope.document(for: report)
      case .prairielearn: text = try PrairieLearn.document(for: report)
      case .classroom50:
        text = try Classroom50.document(for: report, from: Classroom50.Origin(environment, submittedAt: submittedAt))
      case .github, .gitlab, .autolab, .plain: text = nil
      }
    } catch {
      throw .grader(error.description)
    }
    if let text {
      try ReportFile.writing { try ReportWriter.write(text, to: path, makingFolders: true) }
    } else {
      ReportWriter.remove(path)
    }
  }

  /// Tells the service in its own ways: annotations, the page of the step, outputs. A way that is closed is said, and costs nothing.
  func tell(_ report: Report) {
    if platform.readsCommands {
      Terminal.print(GitHub.annotations(for: report, in: folder).map { $0 + "\n" }.joined())
      append(GitHub.summary(for: report), to: "GITHUB_STEP_SUMMARY")
      append(GitHub.outputs(for: report), to: "GITHUB_OUTPUT")
    }
    guard platform == .autolab else { return }
    do throws(JSONReportError) {
      // It reads the last line.
      Terminal.print(try Autolab.lines(for: report) ?? "")
    } catch {
      Terminal.say("gradus: \(error)")
    }
  }

  private func append(_ text: String, to variable: String) {
    guard let path = environment[variable], !path.isEmpty else { return }
    if let reason = ReportWriter.append(text, to: path) {
      Terminal.say(Wording.closedWay(variable, path, reason))
    }
  }
}

extension Classroom50.Origin {
  init(_ environment: [String: String], submittedAt: String) {
    func value(_ name: String) -> String { environment[name] ?? "" }
    self.init(
      classroom: value("CLASSROOM"), assignment: value("ASSIGNMENT"), submission: value("SUBMISSION_TAG"),
      commit: value("COMMIT_URL"), release: value("RELEASE_URL"), review: value("REVIEW_URL"),
      datetime: submittedAt)
  }
}
