import Policy
import Testing

@testable import Intake

@Suite struct ExtensionsTests {
  @Test func rowsAreRead() throws {
    let roster = try Roster(Array("id,name,email\n1,Ann Lee,a@x\n2,Bo,b@x\n3,Cy,c@x\n".utf8), file: "r")
    let text = "email;days;until;reason\na@x;1,5;;=ill\nB@X;;2026-02-03T23:59:59+01:00;\nc@x;0;;\n"
    let read = try Extensions.parse(Array(text.utf8), file: "e.csv", roster: roster)
    // date --utc --date 2026-02-03T23:59:59+01:00 +%s
    #expect(read == ["1": .by(129_600), "2": .until(1_770_159_599), "3": .by(0)])
  }

  /// Without a roster those who handed in are known, by the forms that a sheet has of their numbers and names.
  @Test func whoHandedInIsKnownWithoutARoster() throws {
    let students = [Student(id: "Participant 114", name: "Ann Lee"), Student(id: "115", name: "leebo")]
    func read(_ row: String) throws -> [String: Extension] {
      try Extensions.parse(Array("id,name,days\n\(row)\n".utf8), file: "e.csv", roster: nil, students: students)
    }
    #expect(try read("114,,1") == ["Participant 114": .by(86_400)])
    #expect(try read(",\"Lee, Bo\",1") == ["115": .by(86_400)])
    let error = #expect(throws: ExtensionError.self) { try read("999,,1") }
    #expect(error?.fault == .stranger("999", line: 2))
  }

  @Test(arguments: [
    ("id,reason\n1,x\n", "1: expected headings for a student (id, email or name) and one of until, days and hours"),
    ("id,days\n9,1\n", "2: expected a student of the class, found '9'"),
    ("id,days\n1,1\n1,2\n", "3: expected one row for each student, found another for '1'"),
    ("id,days\n,1\n", "2: expected a student, found none"),
    (
      "id,days\n1,-1\n",
      "2: expected one instant such as 2026-01-31T23:59:59+01:00, or a number of days or hours, for '1', found '-1'"
    ),
    (
      "id,days,hours\n1,1,2\n",
      "2: expected one instant such as 2026-01-31T23:59:59+01:00, or a number of days or hours, for '1', found '1' and '2'"
    ),
    (
      "id,until\n1,2026-02-03\n",
      "2: expected one instant such as 2026-01-31T23:59:59+01:00, or a number of days or hours, for '1', found '2026-02-03'"
    ),
  ])
  func aFaultIsOneSentence(_ text: String, _ sentence: String) throws {
    let roster = try Roster(Array("id\n1\n".utf8), file: "r")
    let error = try #require(throws: ExtensionError.self) {
      try Extensions.parse(Array(text.utf8), file: "e.csv", roster: roster)
    }
    #expect("\(error)" == "e.csv:" + sentence)
  }
}
