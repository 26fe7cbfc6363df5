import Foundation
import Gradebook
import TestSupport
import Testing

@testable import gradus

/// Students whom an interrupted batch has not reached.
@Suite struct UnreachedTests {
  /// A gradebook of Ann, who is graded unless nobody is, and of Bo, who is not.
  private static func book(graded: Bool, in scratch: Scratch) throws {
    try FileManager.default.createDirectory(atPath: scratch.path + "/out", withIntermediateDirectories: true)
    let book = try Gradebook(at: scratch.path + "/out/" + Gradebook.name, beginningFor: "10-adam")
    let settings = BatchSettings(dialect: "strict", forms: [], phase: .last, sandbox: "full", course: nil)
    try settings.remember(in: book)
    var entries = BatchEntry.all([Array("Ann Lee_101".utf8), Array("Bo Li_102".utf8)], in: "")
    for (index, (id, name)) in [("101", "Ann Lee"), ("102", "Bo Li")].enumerated() {
      (entries[index].student, entries[index].person, entries[index].known) = (id, name, [])
    }
    try book.begin(entries.map { BatchItem(report: $0.report, entry: try $0.document) })
    let conditions = try book.identifier(
      of: Conditions(
        assignment: "a", marking: "m", kit: "k", toolchain: "t", grader: "g", isolation: "full", phase: "last",
        instant: ""))
    if graded {
      let grading = Gradebook.Grading(
        name: entries[0].name, conditions: conditions, sources: "", isWithheld: false, exit: 1, points: 5, maximum: 10,
        message: "", buildSeconds: 0, isIllustrated: false, report: "{}", extras: "{}")
      _ = try book.settle(entries[0].attempt, by: grading, checks: [])
    }
    book.close()
  }

  @Test(arguments: [
    "adjust @ ? --points +1 --reason oral --author T", "comment @ ? words --author T", "replay @ ?",
    "regrade @ --only ?",
  ])
  func whoIsNotReachedIsNamed(_ words: String) throws {
    let scratch = try Scratch()
    try Self.book(graded: true, in: scratch)
    let arguments = words.split(separator: " ").map {
      String($0).replacing("@", with: scratch.path + "/out").replacing("?", with: "Bo Li")
    }
    let refused = try Gradus.run(arguments)
    #expect(
      refused.code == 64
        && refused.errors.contains("Bo Li is not graded yet: run the same gradus batch again"), "\(refused)")
  }

  @Test(arguments: [
    "adjust @ 102 --points +1 --reason oral --author T", "replay @ 102", "regrade @", "class @",
    "handover @/.. @ --output @/../marks",
  ])
  func whereNobodyIsGradedItIsSaid(_ words: String) throws {
    let scratch = try Scratch()
    try Self.book(graded: false, in: scratch)
    let refused = try Gradus.run(
      words.split(separator: " ").map { String($0).replacing("@", with: scratch.path + "/out") })
    #expect(refused.code == 64 && refused.errors.contains("graded yet: run the same gradus batch again"), "\(refused)")
  }
}
