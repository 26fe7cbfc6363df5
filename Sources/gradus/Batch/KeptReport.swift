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

  /// The points, the maximum and the outcomes are those of the whole report; what is kept of its text is the student's.
  init(
    _ graded: GradedReport, on sources: String, under conditions: Int64, illustrated: Bool
  ) throws(Failure) {
    let (whole, report) = (graded.whole, graded.told)
    let message = SummaryCSV.Row(graded.tabled).message
    do {
      self.init(
        name: whole.submission.name, conditions: conditions, sources: sources, isWithheld: whole.isWithheld,
        exit: whole.exitCode.rawValue, points: whole.points, maximum: whole.maximum, message: message,
        buildSeconds: whole.durations["compile"] ?? 0,
        isIllustrated: illustrated, report: try JSON.document(for: report),
        extras: try JSON.line(
          Extras(outputs: report.outputs, sources: report.sources, figures: illustrated ? report.figures : Figures())))
    } catch {
      throw .grader(error.description)
    }
    fingerprint = whole.fingerprint
  }

  /// Returns the student's report as it was when it was graded.
  func told() throws(Failure) -> Report {
    do {
      var told = try JSON.report(from: Array(report.utf8))
      let extras = try JSON.value(Extras.self, from: Array(extras.utf8))
      (told.outputs, told.sources, told.figures) = (extras.outputs, extras.sources, extras.figures)
      told.fingerprint = fingerprint
      return told
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
