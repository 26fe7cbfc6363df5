import Foundation
import GradeModel
import Gradebook
import TestSupport
import Testing

@testable import gradus

/// Points and words that were given by the identifiers of another roster.
@Suite struct GivenWordsTests {
  private static func given(_ students: [(id: String, known: [String])]) throws -> GivenWords {
    let scratch = try Scratch()
    let book = try Gradebook(at: scratch.path + "/" + Gradebook.name, beginningFor: "10-adam")
    defer { book.close() }
    for (number, id) in ["Participant 7", "s1", "s9"].enumerated() {
      try book.adjust(
        id,
        by: Adjustment(points: Double(number + 1), reason: "oral", author: "T", made: "2026-01-0\(3 - number)T12:00:00")
      )
    }
    try book.comment(to: .student("s1"), .init(text: "well done", author: "T", made: "2026-01-01T12:00:00"))
    var entries = BatchEntry.all(students.map { Array($0.id.utf8) }, in: "")
    for (index, student) in students.enumerated() { entries[index].known = student.known }
    try book.begin(entries.map { BatchItem(report: $0.report, entry: try $0.document) })
    return try withExtendedLifetime(scratch) { try GivenWords(of: book) }
  }

  @Test func theyReachTheSameStudent() throws {
    // Moodle's number comes first now, and the student's own second.
    let now = try Self.given([("Participant 7", ["s1", "ann@example.org"]), ("Participant 8", ["s2"])])
    #expect(now.adjustments.mapValues { $0.map(\.points) } == ["Participant 7": [2, 1], "s9": [3]])
    #expect(now.comments[.student("Participant 7")]?.map(\.text) == ["well done"])
    #expect(now.audiences(.student("Participant 7")) == [.student("Participant 7"), .student("s1")])
    // By the number that the export tells, where the roster has none.
    let own = try Self.given([("s1", ["7"])])
    #expect(own.adjustments.mapValues { $0.map(\.points) } == ["s1": [2, 1], "s9": [3]])
  }

  @Test func whatTwoShareReachesNeither() throws {
    let shared = try Self.given([("a", ["s1"]), ("b", ["s1"])])
    #expect(Set(shared.adjustments.keys) == ["Participant 7", "s1", "s9"])
  }
}
