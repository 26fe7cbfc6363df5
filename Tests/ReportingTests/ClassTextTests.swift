import GradeModel
import Testing

@testable import Reporting

/// The class at a glance, in the 80 columns of a plain terminal.
@Suite struct ClassTextTests {
  private static func member(
    _ name: String, by student: String, number: Int = 1, points: Double, mistakes: [String] = []
  ) -> ClassSummary.Member {
    ClassSummary.Member(
      submission: name, report: name, student: student, number: number,
      exitCode: points == 100 ? .fullMarks : .marksLost,
      points: points, maximum: 100, adjustments: [], mistakes: mistakes,
      checks: [
        .init(id: "usual/m", points: points / 4, maximum: 25), .init(id: "long/m", points: points / 4, maximum: 25),
        .init(id: "usual/weights", points: 25, maximum: 25), .init(id: "long/weights", points: 25, maximum: 25),
      ], buildSeconds: 1)
  }

  private static let summary: ClassSummary = {
    var crash = ClassSummary.Mistake(id: "crashed", sentence: "", members: [0, 1], comments: [])
    crash.students = ["ann"]
    var swapped = ClassSummary.Mistake(
      id: "m: settingReplaced 3fa2",
      sentence:
        "In the equation of m, β₂ stands where β₁ belongs, and in the equation of v, β₁ stands where β₂ belongs.",
      members: [2], comments: [])
    swapped.students = ["bob"]
    return ClassSummary(
      assignment: "10-adam",
      members: [
        member("Adam.swift", by: "ann", number: 1, points: 0, mistakes: ["crashed"]),
        member("Adam-1.swift", by: "ann", number: 2, points: 100, mistakes: ["crashed"]),
        member("Bob.swift", by: "bob", points: 60, mistakes: ["m: settingReplaced 3fa2"]),
      ], mistakes: [crash, swapped])
  }()

  /// A student with two attempts is one student, of whom the last counts.
  @Test func attemptsAreNotStudents() {
    #expect(Self.summary.mean == 80)
    #expect(Self.summary.tenths == [0, 0, 0, 0, 0, 0, 1, 0, 0, 1])
    // An adjustment may be any number of times the maximum.
    var huge = Self.member("Eve.swift", by: "eve", points: 60)
    huge.maximum = 1e-14
    #expect(
      ClassSummary(assignment: "10-adam", members: [huge], mistakes: []).tenths == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    let text = ClassText.document(for: Self.summary, style: .plain)
    #expect(text.hasPrefix("10-adam: 3 submissions of 2 students, whose last attempts are shown; "), "\(text)")
    #expect(text.contains("\n    1  crashed\n       The program crashed.\n"), "\(text)")
  }

  @Test(arguments: [
    ("crashed", Outcome.crashed), ("softplus: crashed", .crashed), ("softplus: notBuilt 3fa2", .notBuilt),
    ("softplus.y: missing", .missing), ("y: unexplained", .incorrect),
  ])
  func aMistakeWithoutWordsHasThoseOfItsOutcome(_ id: String, _ outcome: Outcome) {
    let mistake = ClassSummary.Mistake(id: id, sentence: "", members: [], comments: [])
    #expect(Wording.sentence(of: mistake) == Wording.fallback(outcome))
  }

  /// A case was taken out and another put in, and one grade was held back.
  @Test func theTableHasAllChecks() {
    var held = Self.member("a.swift", by: "a", points: 60)
    held.checks = ["old/m", "usual/m", "long/m"].map { .init(id: $0, points: 20, maximum: 30) }
    var new = Self.member("b.swift", by: "b", points: 60)
    new.checks = [.init(id: "usual/m", points: 12, maximum: 30), .init(id: "new/m", points: 48, maximum: 70)]
    let summary = ClassSummary(assignment: "10-adam", members: [held, new], mistakes: [])
    let rows = ClassCSV.document(for: summary).split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows[0].suffix(4) == ["old/m", "usual/m", "long/m", "new/m"])
    #expect(rows[1].suffix(4).map { Double($0) } == [20, 20, 20, nil])
    #expect(rows[2].suffix(4).map { Double($0) } == [nil, 12, nil, 48])
  }

  /// Quantities, each once; and nothing wider than a terminal.
  @Test func itFitsEightyColumns() {
    let lines = ClassText.document(for: Self.summary, style: .plain).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines)")
    #expect(
      lines.contains("       β₁ stands where β₂ belongs.")
        || lines.contains { $0.hasPrefix("       ") && $0.hasSuffix("belongs.") })
    #expect(lines.contains("  m  full points: 1 of 2; mean: 80.0 %"), "\(lines)")
    #expect(!lines.contains { $0.contains("usual/m") })
  }
}
