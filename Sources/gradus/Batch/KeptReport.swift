import GradeModel
import Gradebook
import Policy
import Reporting

extension Gradebook.Grading {
  /// The parts of a report that are in no document, and that its exports need.
  private struct Extras: Codable {
    var outputs: [CaseOutput]
    var sources: SourceMap
    var figures: Figures
  }

  init(
    _ report: Report, on sources: String, under conditions: Int64, illustrated: Bool
  ) throws(Failure) {
    let row = SummaryCSV.Row(report)
    do {
      self.init(
        name: report.submission.name, conditions: conditions, sources: sources, isWithheld: report.isWithheld,
        exit: row.exitCode.rawValue, points: row.points, maximum: row.maximum, message: row.message,
        buildSeconds: report.durations["compile"] ?? 0,
        isIllustrated: illustrated, report: try JSON.document(for: report),
        extras: try JSON.line(
          Extras(outputs: report.outputs, sources: report.sources, figures: illustrated ? report.figures : Figures())))
    } catch {
      throw .grader(error.description)
    }
    fingerprint = report.fingerprint
  }

  /// Returns the report as it was when it was graded.
  func whole() throws(Failure) -> Report {
    do {
      var whole = try JSON.report(from: Array(report.utf8))
      let extras = try JSON.value(Extras.self, from: Array(extras.utf8))
      (whole.outputs, whole.sources, whole.figures) = (extras.outputs, extras.sources, extras.figures)
      whole.fingerprint = fingerprint
      return whole
    } catch {
      throw .grader(error.description)
    }
  }
}

extension BatchEntry {
  /// The entry as the gradebook keeps it.
  var document: String {
    get throws(Failure) {
      do {
        return try JSON.line(self)
      } catch {
        throw .grader(error.description)
      }
    }
  }

  init(document: String) throws(Failure) {
    do {
      self = try JSON.value(Self.self, from: Array(document.utf8))
    } catch {
      throw .grader(error.description)
    }
  }
}

extension SummaryCSV.Row {
  init(_ standing: Gradebook.Standing, _ adjustments: [Adjustment]) {
    self.init(
      submission: standing.name, points: standing.points, maximum: standing.maximum,
      exitCode: GradeModel.ExitCode(rawValue: standing.exit) ?? .graderError, message: standing.message)
    self.adjustments = adjustments
  }
}

extension SummaryCSV.HandIn {
  init(_ entry: BatchEntry) {
    self.init(
      student: entry.student, person: entry.person ?? "", number: entry.number,
      instant: entry.handedIn.map(Instant.text) ?? "", isLate: entry.isLate)
  }
}

extension Failure {
  /// A gradebook that cannot be used.
  init(_ error: GradebookError) {
    switch error {
    case .missing, .damaged, .newer, .otherAssignment: self = .usage(error.description)
    case .locked, .noRoom, .failed: self = .grader(error.description)
    }
  }

  /// Does something with a gradebook.
  static func ofGradebook<Value>(_ body: () throws(GradebookError) -> Value) throws(Failure) -> Value {
    do {
      return try body()
    } catch {
      throw Failure(error)
    }
  }
}
