import Policy
import Testing

@testable import Intake

/// Tokens are for a course, and each assignment has its own hand-over.
@Suite struct SpentTokensTests {
  private static let head = "student,name,groups,submission,points,credit,mark,maximum,note,tokens,group tokens\r\n"

  private static func spent(_ files: [String]) throws -> SpentTokens {
    var tokens = SpentTokens()
    for file in files { try tokens.add(Array((head + file).utf8), file: "m.csv") }
    return tokens
  }

  private static func student(_ id: String, _ name: String) -> Student { Student(id: id, name: name) }

  @Test func allAssignmentsAreAddedUp() throws {
    let tokens = try Self.spent([
      "7,Ann Lee,,a,1,100,1,1,\"a, b\",1,0\r\n8,Bo,,b,1,100,1,1,,0,0\r\n", "7,Ann Lee,,a,1,100,1,1,,2,1\r\n",
    ])
    let (counts, unmet) = tokens.spent(by: [Self.student("7", "Ann Lee"), Self.student("8", "Bo")])
    #expect(counts == ["7": .init(student: 3, group: 1)] && unmet.isEmpty)
  }

  /// Moodle gives a student another number in each assignment.
  @Test func aNameIsEnoughWhereOneAloneHasIt() throws {
    let tokens = try Self.spent([
      "101,\"Lee, Ann\",,a,1,100,1,1,,1,0\r\n102,Kim Ray,,b,1,100,1,1,,1,0\r\n103,Kim Ray,,c,1,100,1,1,,0,0\r\n"
        + "104,\"'=Di\",,d,1,100,1,1,,1,0\r\n"
    ])
    let students = [
      Self.student("201", "Ann Lee"), Self.student("202", "Kim Ray"), Self.student("203", "Kim Ray"),
      Self.student("104", "=Di"),
    ]
    let (counts, unmet) = tokens.spent(by: students)
    #expect(counts == ["201": .init(student: 1), "104": .init(student: 1)])
    #expect(unmet == ["102"], "one of two of that name, nobody knows which")
  }

  /// Two tokens were there, one is spent: a day late is made up for, and two days are not.
  @Test(arguments: [(1, 50.0, 0), (2, 0, 1)]) func whatIsSpentIsGone(days: Int, mark: Double, left: Int) throws {
    var policy = Policy()
    policy.credit = [.init(until: 1000, percent: 100)]
    policy.tokens = .init(student: 2, each: 86_400)
    let ann = Self.student("7", "Ann")
    let handIns = HandIns(
      layout: .plain,
      attempts: [Attempt(students: [ann], handedIn: 1000 + days * 86_400, path: "p", origin: "ann")],
      leftAside: [], absent: [], strangers: [])
    let grades = ["ann": Grade(points: 50, maximum: 100)]
    #expect(handIns.marks(grades, policy, [:]).map(\.mark) == [50])
    let poorer = handIns.marks(grades, policy, [:], spent: ["7": .init(student: 1)])
    #expect(poorer.map(\.mark) == [mark])
    #expect(poorer.map(\.settlement.credit.tokensLeft) == [left])
  }

  @Test(arguments: [
    (
      "student,name,tokens\n7,Ann,1\n",
      "1: expected the columns student, name, tokens and group tokens, as gradus handover writes them into marks.csv by a policy with tokens"
    ),
    ("student,name,tokens,group tokens\n7,Ann,-1,0\n", "2: expected whole numbers of tokens, up to 1000"),
    ("student,name,tokens,group tokens\n7,Ann,1,\n", "2: expected whole numbers of tokens, up to 1000"),
  ])
  func aFaultIsOneSentence(_ text: String, _ sentence: String) throws {
    let error = try #require(throws: SpentTokensError.self) {
      var tokens = SpentTokens()
      try tokens.add(Array(text.utf8), file: "m.csv")
    }
    #expect("\(error)" == "m.csv:" + sentence)
  }
}
