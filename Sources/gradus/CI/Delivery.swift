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
  /// `nil` if this installation has none.
  let pages: HTML?

  /// The names of all files in the folder of the reports: nothing else may be there.
  static let names = [
    "ctrf.json", "gl-code-quality-report.json", "junit.xml", "report.html", "report.json", "report.sarif",
  ]

  /// Writes the reports that every service may publish. One that cannot be written is said and stops no other; in its place
  /// there is none, least of all an older one.
  func writeReports(_ report: Report) {
    guard let reports else { return }
    func write(_ name: String, _ text: () throws -> String) {
      // A checkout can hold a link or a pipe of that name. Only a plain file is written over.
      switch reports.present(name) {
      case .link, .special: reports.remove(name)
      case .nothing, .file, .folder: break
      }
      do throws(Failure) {
        try ReportFile.write(text(), as: name, in: reports)
      } catch {
        reports.remove(name)
        Terminal.say("gradus: \(error.message)")
      }
    }
    // Readers that hold a report against a schema are rarer here than those that look for a file and a line.
    write("junit.xml") { try JUnit.document(for: report, .rich) }
    write("report.json") { try JSON.document(for: report) }
    write("ctrf.json") { try CTRF.document(for: report, version: Version.number) }
    write("report.sarif") { try SARIF.document(for: report, version: Version.number, in: folder) }
    if platform == .gitlab {
      write("gl-code-quality-report.json") { try CodeQuality.document(for: report, in: folder) }
    }
    if let pages {
      write("report.html") { pages.document(for: report) }
    } else {
      reports.remove("report.html")
    }
  }

  /// Writes the file that the service takes the marks from. Of a withheld grade there is none, and an older one is taken away.
  func writeResults(_ report: Report, limit: SubmissionLimit.Standing?) throws(Failure) {
    guard let path = platform.results(root: root) else { return }
    let text: String?
    do {
      switch platform {
      case .gradescope: text = try Gradescope.document(for: report, limit: limit)
      case .prairielearn: text = try PrairieLearn.document(for: report)
      case .classroom50:
        text = try Classroom50.document(for: report, from: Classroom50.Origin(environment, submittedAt: submittedAt))
      case .github, .gitlab, .autolab, .plain: text = nil
      }
    } catch {
      throw .grader(error.description)
    }
    // The place may be in the checkout, which is the student's.
    ReportWriter.removeLink(path)
    if let text {
      try ReportFile.writing { try ReportWriter.write(text, to: path, makingFolders: true) }
    } else {
      ReportWriter.remove(path)
    }
  }

  /// Tells the service in its own ways: annotations, the page of the step, outputs. A way that is closed is said, and costs nothing.
  func tell(_ report: Report) {
    if platform.readsCommands {
      Terminal.command(GitHub.annotations(for: report, in: folder).map { $0 + "\n" }.joined())
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
