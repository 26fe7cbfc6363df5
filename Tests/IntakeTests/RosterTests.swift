import Policy
import Testing

@testable import Intake

/// Rosters in the forms that learning platforms and spreadsheets write.
@Suite struct RosterTests {
  struct Sheet: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    var ids = ["7", "8"]
    var names = ["Ann Lee", "Bo Å"]
    var groups: [[String]] = [[], []]
  }

  static let sheets = [
    Sheet(testDescription: "plain", text: "id,name\n7,Ann Lee\n8,Bo Å\n"),
    Sheet(testDescription: "byte-order mark, CRLF", text: "\u{FEFF}ID,Name\r\n7,Ann Lee\r\n8,Bo Å\r\n"),
    Sheet(testDescription: "semicolons and a decimal comma", text: "ID;Name;Note\n7;Ann Lee;1,5\n8;Bo Å;2,0\n"),
    Sheet(testDescription: "tabs", text: "ID\tName\n7\tAnn Lee\n8\tBo Å\n"),
    Sheet(testDescription: "Excel's first line", text: "sep=;\nID;Name\n7;Ann Lee\n8;Bo Å"),
    Sheet(testDescription: "carriage returns alone", text: "ID,Name\r7,Ann Lee\r8,Bo Å\r"),
    Sheet(
      testDescription: "quotes, a line feed within", text: "Name,ID\n\"Lee, \"\"A\"\"\nAnn\",7\n\"Bo Å\",8\n",
      names: ["Lee, \"A\"\nAnn", "Bo Å"]),
    Sheet(
      testDescription: "formulas", text: "ID,Name\n\"=\"\"07\"\"\",\"=HYPERLINK(\"\"x\"\")\"\n8,@Bo\n",
      ids: ["07", "8"], names: ["=HYPERLINK(\"x\")", "@Bo"]),
    Sheet(
      testDescription: "Canvas",
      text: """
        Student,ID,SIS Login ID,Section,Adam (31)
        ,,,,Manual Posting
            Points Possible,,,,10.00
        "Lee, Ann",7,al,A; B,
        "Å, Bo",8,bo,A,
        "Student, Test",9,x,A,
        """,
      names: ["Lee, Ann", "Å, Bo"], groups: [["A", "B"], ["A"]]),
    Sheet(
      testDescription: "Moodle in German",
      text:
        "ID,\"Vollständiger Name\",E-Mail-Adresse,Gruppe\nTeilnehmer/in 7,Ann Lee,a@x,G1\nTeilnehmer/in 8,Bo Å,b@x,\n",
      ids: ["Teilnehmer/in 7", "Teilnehmer/in 8"], groups: [["G1"], []]),
    Sheet(
      testDescription: "Gradescope", text: "First Name,Last Name,SID,Email,Sections\nAnn,Lee,7,a@x,\nBo,Å,8,b@x,\n"),
  ]

  @Test(arguments: sheets) func isRead(_ sheet: Sheet) throws {
    let roster = try Roster(Array(sheet.text.utf8), file: "roster.csv")
    #expect(roster.students.map(\.id) == sheet.ids)
    #expect(roster.students.map(\.name) == sheet.names)
    #expect(roster.students.map(\.groups) == sheet.groups)
  }

  @Test func utf16IsRead() throws {
    let units = "\u{FEFF}ID\tName\n7\tBo Å\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try Roster(units, file: "r").students.map(\.name) == ["Bo Å"])
    // Without its mark, and broken off.
    for bytes in [Array(units.dropFirst(2)), units.dropLast()] {
      let error = try #require(throws: RosterError.self) { try Roster(bytes, file: "r.csv") }
      #expect("\(error)".hasPrefix("r.csv:1: ") && "\(error)".hasSuffix(": save it again as CSV in UTF-8"), "\(error)")
    }
  }

  @Test(
    arguments: [
      ([], "r.csv names no students: expected a line of headings and a line for each student"),
      (Array("id\n".utf8), "r.csv names no students: expected a line of headings and a line for each student"),
      (
        Array("Grösse,Farbe\n1,2\n".utf8),
        "r.csv:1: expected headings such as ID, SIS User ID, Email or Name, found 'Grösse', 'Farbe'"
      ),
      (
        Array("id,name\n1,Lee, Ann\n".utf8),
        "r.csv:2: expected at most 2 cells, as many as headings, found 3: is a comma in a name without quotes around it?"
      ),
      (
        Array("id,name\n1,A\n2,B\n1,C\n".utf8),
        "r.csv:4: expected an identifier of its own, found '1', which line 2 has"
      ),
      (
        Array("login,name\nAnn,A\nann,A\n".utf8),
        "r.csv:3: expected an identifier of its own, found 'ann', which line 2 has"
      ),
      (Array("id,name\n1,\"A\n".utf8), "r.csv:2: a quote is opened here and never closed"),
      (
        Array("id\n".utf8) + [0xC5, 0x0A],
        "r.csv:2: expected UTF-8 text, found other bytes: save it again as CSV in UTF-8"
      ),
    ] as [([UInt8], String)])
  func isRefusedInOneSentence(_ bytes: [UInt8], _ sentence: String) throws {
    let error = try #require(throws: RosterError.self) { try Roster(bytes, file: "r.csv") }
    #expect("\(error)" == sentence)
  }

  @Test func aStudentIsFoundByWhatTellsHer() throws {
    let text =
      "Identifier,Full name,Email\nParticipant 7,Ann Lee,a@x.org\nParticipant 8,Bo Lee,b@x.org\nParticipant 9,Ann Lee,c@x.org\n"
    let roster = try Roster(Array(text.utf8), file: "r")
    #expect(roster.student(identifiers: ["7"], name: "")?.id == "Participant 7")
    #expect(roster.student(identifiers: ["B@X.org"], name: "")?.id == "Participant 8")
    #expect(roster.student(identifiers: ["?"], name: "Lee, Bo")?.id == "Participant 8")
    #expect(roster.student(identifiers: ["?"], name: "leebo") == nil, "another order of words is another name")
    #expect(roster.student(identifiers: ["?"], name: "bolee")?.id == "Participant 8")
    #expect(roster.student(identifiers: ["?"], name: "Ann Lee") == nil, "two students have this name")
  }

  /// The number at the end of a team's name is nobody's identifier.
  @Test func aTeamIsNotTheStudentOfItsNumber() throws {
    let roster = try Roster(
      Array("id,name,group\n3,Cy,Team 1\n7,Ann,Team 3\n8,Bo,Team 3\n".utf8), file: "r")
    let folders = try Folders()
    try folders.write(["Team 3/Adam.swift": "a"])
    let found = try Intake.read(folders.path, roster: roster, unpackingTo: folders.unpacked)
    #expect(found.attempts.map { $0.students.map(\.name) } == [["Ann", "Bo"]])
    #expect(found.absent.map(\.name) == ["Cy"])
  }

  @Test func aSheetTellsInstants() throws {
    let text = """
      Identifier,Full name,Last modified (submission)
      Participant 17,Ann Lee,"Saturday, 31 January 2026, 11:59 PM"
      Participant 18,Bo,-

      """
    let folders = try Folders()
    try folders.write([
      "Ann Lee_17_assignsubmission_file_/Adam.swift": "a", "Bo_18_assignsubmission_file_/Adam.swift": "b",
    ])
    for (offset, instants) in [("+01:00", [1_769_900_340, nil]), (nil, [nil, nil])] as [(String?, [Int?])] {
      let roster = try Roster(Array(text.utf8), file: "r", zone: offset.flatMap(Zone.init))
      let found = try Intake.read(folders.path, roster: roster, unpackingTo: folders.unpacked)
      #expect(found.attempts.map(\.handedIn) == instants)
      #expect(roster.timesWithoutOffset == (offset == nil ? 1 : 0))
    }
  }

  /// A sheet has the instant of the last attempt.
  @Test func ofTwoAttemptsTheLastHasTheInstant() throws {
    let text = "id,Submission Time\n124,2026-02-01T08:00:00Z\n"
    let folders = try Folders()
    try folders.write([
      "bo_124_9001_Adam.swift": "a", "bo_124_9002_Adam-1.swift": "b", "cy_125_9003_Adam.swift": "c",
      "di_126_9004_Adam.swift": "d",
    ])
    let found = try Intake.read(
      folders.path, roster: try Roster(Array(text.utf8), file: "r"), unpackingTo: folders.unpacked)
    let own = found.attempts.filter { $0.owner == "124" }
    // date --utc --date 2026-02-01T08:00:00Z +%s
    #expect(own.map(\.number) == [1, 2] && own.map(\.handedIn) == [nil, 1_769_932_800])
  }
}
