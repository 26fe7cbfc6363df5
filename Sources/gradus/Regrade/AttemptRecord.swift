import Foundation
import GradeModel
import Gradebook
import PluginHost
import Reporting

/// One grading as a document of its own: the submission, everything else that it depended on, and the report.
struct AttemptRecord: Codable, Equatable, Sendable {
  /// The version of this layout.
  var record = 1
  var name: String
  var assignment: String
  var conditions: Conditions
  var sources: String
  var report: String

  init(name: String, assignment: String, conditions: Conditions, sources: String, report: String) {
    (self.name, self.assignment, self.conditions) = (name, assignment, conditions)
    (self.sources, self.report) = (sources, report)
  }

  /// Reads a record from a file.
  init(at path: String) throws(Failure) {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw .usage(Wording.unreadableFile(path, String(cString: strerror(errno))))
    }
    guard let read = try? JSON.value(Self.self, from: bytes), read.record == 1 else {
      throw .usage(Wording.noRecord(path))
    }
    self = read
  }

  var document: String {
    get throws(Failure) {
      do {
        return try JSON.line(self)
      } catch {
        throw .grader(error.description)
      }
    }
  }

  /// Grades the submission of the record again, with the assignment, toolchain and grader of now.
  func replay(hiddenSeed: HiddenSeed.Secret?, assignment request: String?) async throws(Failure) -> Replayed {
    guard let then = try? JSON.report(from: Array(report.utf8)), let phase = Phase(rawValue: conditions.phase) else {
      throw .usage(Wording.noRecord(name))
    }
    var environment = Environment.current
    // A fixed time leaves out what depends on the machine's load.
    environment["SOURCE_DATE_EPOCH"] = conditions.instant.isEmpty ? nil : "0"
    let bench = try await Bench(
      assignment: request ?? assignment, environment: environment, hiddenSeed: hiddenSeed, phase: phase)
    let now = await bench.report(on: try ReadSubmission(document: sources), name: name)
    let known = Set(bench.assignment.cases.map(\.id))
    let isPublicOnly = then.checks.contains { !known.contains($0.caseID) }
    var differences = bench.conditions().differences(from: conditions).filter { $0 != .instant }
    // The assignment holds the marking: one name is enough.
    if differences.contains(.marking) { differences.removeAll { $0 == .assignment } }
    return Replayed(
      try Self.comparable(then, known, isPublicOnly), try Self.comparable(now, known, isPublicOnly),
      differences: differences, isPublicOnly: isPublicOnly, isInstalled: request == nil)
  }

  /// A report without the times, which no two runs share, and, if hidden cases cannot be run, without them and the points that
  /// depend on them.
  private static func comparable(
    _ report: Report, _ known: Set<String>, _ isPublicOnly: Bool
  ) throws(Failure) -> Report {
    var report = report
    (report.timestamp, report.durations, report.caseSeconds) = ("", [:], nil)
    if isPublicOnly {
      report.checks.removeAll { !known.contains($0.caseID) }
      for index in report.checks.indices { (report.checks[index].points, report.checks[index].maximum) = (0, 0) }
      report.notes = []
    }
    return report
  }
}

/// A replayed grading beside the one of the record.
struct Replayed {
  let text: String
  let isSame: Bool

  /// - Parameter isInstalled: true if the assignment is the installation's, for nobody has named another.
  init(_ then: Report, _ now: Report, differences: [Conditions.Part], isPublicOnly: Bool, isInstalled: Bool) {
    let (before, after) = (try? JSON.document(for: then), try? JSON.document(for: now))
    isSame = before != nil && before == after
    var lines = [isSame ? Wording.sameReport : Wording.otherReport]
    if isPublicOnly { lines.append(Wording.publicOnly) }
    if !isSame {
      let old = Dictionary(then.checks.map { ($0.id, $0) }) { first, _ in first }
      let moved = now.checks.filter { old[$0.id] != $0 }.map(\.id)
      if !moved.isEmpty { lines.append(Wording.otherChecks(moved)) }
    }
    lines.append(
      differences.isEmpty
        ? (isSame ? Wording.sameInputs : Wording.otherWithoutReason) : Wording.otherInputs(differences))
    if isInstalled, differences.contains(.marking) { lines.append(Wording.perhapsAnotherCourse) }
    text = lines.joined(separator: "\n") + "\n"
  }
}
