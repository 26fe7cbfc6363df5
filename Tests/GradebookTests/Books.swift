import Foundation
import GradeModel
import Gradebook

/// Gradebooks in a folder that is removed at the end.
final class Books {
  let folder: String
  var path: String { folder + "/" + Gradebook.name }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "gradebook-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func open() throws -> Gradebook { try Gradebook(at: path, beginningFor: "10-adam") }

  static let conditions = Conditions(
    assignment: "a", marking: "m", kit: "k", toolchain: "t", grader: "g", isolation: "full", phase: "last", instant: "")

  /// A grading that never was: the gradebook does not read reports.
  static func grading(
    _ name: String, of sources: String = "struct Adam {}", points: Double = 90, under conditions: Int64 = 1,
    isWithheld: Bool = false
  ) -> Gradebook.Grading {
    Gradebook.Grading(
      name: name, conditions: conditions, sources: sources, isWithheld: isWithheld, exit: isWithheld ? 70 : 1,
      points: points, maximum: 100, message: "usual/m: wrong", buildSeconds: 0, isIllustrated: false, report: "{}",
      extras: "{}")
  }

  static func attempt(_ name: String) -> Gradebook.Attempt {
    Gradebook.Attempt(name: name, report: name, student: name)
  }

  static let checks = [
    Check(caseID: "usual", quantity: "m", outcome: .correct, points: 50, maximum: 50),
    Check(
      caseID: "usual", quantity: "v", outcome: .incorrect, points: 40, maximum: 50,
      diagnosis: Diagnosis(kinds: ["swapped"], sentences: ["β₂ stands where β₁ belongs."], evidence: "all")),
  ]
}
