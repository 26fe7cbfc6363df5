import GradeModel
import Gradebook
import Testing

/// Agreement of wrong numbers, and the many cases in which it says nothing.
@Suite struct SameNumbersTests {
  private static let unexplained = Check(
    caseID: "usual", quantity: "v", outcome: .incorrect, points: 0, maximum: 50, isUnexplained: true)
  private static func named(_ quantity: String, _ kind: String = "swapped") -> Check {
    Check(
      caseID: "usual", quantity: quantity, outcome: .incorrect, points: 0, maximum: 50,
      diagnosis: Diagnosis(kinds: [kind], sentences: ["β₂ stands where β₁ belongs."], evidence: "all"))
  }

  private static func groups(
    _ rows: [(name: String, student: String, fingerprint: String?, checks: [Check])]
  ) throws -> [[String]] {
    let books = try Books()
    let book = try books.open()
    let conditions = try book.identifier(of: Books.conditions)
    try book.begin(rows.map { BatchItem(report: $0.name, entry: "") })
    for row in rows {
      var grading = Books.grading(row.name, under: conditions)
      grading.fingerprint = row.fingerprint
      var attempt = Books.attempt(row.name)
      attempt.student = row.student
      _ = try book.settle(attempt, by: grading, checks: row.checks)
    }
    return try book.sameNumbers().map { $0.members.map(\.submission) }
  }

  private static func aClass(_ fingerprint: String?, _ checks: [Check], _ count: Int = 2) throws -> [[String]] {
    let names = ["a", "b", "c", "d", "e", "f"].prefix(count)
    return try groups(names.map { ($0, $0, fingerprint, checks) } + [("z", "z", "other", [unexplained])])
  }

  @Test func whatNothingExplainsIsAHint() throws {
    #expect(try Self.aClass("1", [Self.unexplained]) == [["a", "b"]])
  }

  @Test func twoKindsOfMistakesAtOnceAreAHint() throws {
    #expect(try Self.aClass("1", [Self.named("m"), Self.named("v", "squared")]) == [["a", "b"]])
  }

  /// β₁ and β₂ in each other's place are wrong in two quantities, and one slip.
  @Test func oneIdeaThatIsWrongTwiceIsNone() throws {
    #expect(try Self.aClass("1", [Self.named("m"), Self.named("v")]) == [])
  }

  @Test func oneMistakeThatHasANameIsNone() throws {
    #expect(try Self.aClass("1", [Self.named("m")]) == [])
  }

  @Test func whatManyShareIsNone() throws {
    #expect(try Self.aClass("1", [Self.unexplained], 4) == [["a", "b", "c", "d"]])
    #expect(try Self.aClass("1", [Self.unexplained], 5) == [])
  }

  @Test func withoutAFingerprintThereIsNone() throws {
    #expect(try Self.aClass(nil, [Self.unexplained]) == [])
  }

  @Test func twoAttemptsOfOneStudentAreNone() throws {
    #expect(try Self.groups([("a", "s", "1", [Self.unexplained]), ("b", "s", "1", [Self.unexplained])]) == [])
  }
}
