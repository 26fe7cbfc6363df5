import Testing

@testable import Intake

/// People who look like one another. Nobody's program is to count for somebody else.
@Suite struct NamesakeTests {
  static let roster = Array(
    "ID,Full name,Email\n,Kim Lee,kim@example.org\nParticipant 9,Ann Ray,ann@example.org\n".utf8)

  /// Moodle's folders have numbers that this roster does not have.
  @Test func twoOfOneNameAreStrangers() throws {
    let folders = try Folders()
    try folders.write([
      "Kim Lee_123_assignsubmission_file_/Adam.swift": "k", "Kim Lee_456_assignsubmission_file_/Adam.swift": "l",
      // The number is on the roster, and tells them apart.
      "Ann Ray_9_assignsubmission_file_/Adam.swift": "a", "Ann Ray_10_assignsubmission_file_/Adam.swift": "b",
    ])
    let roster = try Roster(Self.roster, file: "r")
    let found = try Intake.read(folders.path, roster: roster, unpackingTo: folders.unpacked)
    #expect(found.attempts.map(\.owner) == ["10", "123", "456", "Participant 9"])
    #expect(found.attempts.map(\.number) == [1, 1, 1, 1])
    #expect(found.strangers.map(\.id) == ["10", "123", "456"])
    #expect(found.absent.map(\.id) == ["kim@example.org"])
  }

  @Test func oneOfANameIsKnownByIt() throws {
    let folders = try Folders()
    try folders.write(["Kim Lee_123_assignsubmission_file_/Adam.swift": "k"])
    let roster = try Roster(Self.roster, file: "r")
    let found = try Intake.read(folders.path, roster: roster, unpackingTo: folders.unpacked)
    #expect(found.attempts.map(\.owner) == ["kim@example.org"])
    // A file and a folder of one name, on the other hand, are one person's.
    let plain = try Folders()
    try plain.write(["Kim Lee.swift": "k", "Kim Lee/Adam.swift": "k"])
    let twice = try Intake.read(plain.path, roster: roster, unpackingTo: plain.unpacked)
    #expect(twice.attempts.map(\.owner) == ["kim@example.org", "kim@example.org"])
  }

  @Test func twoMarksForOneRowAreNotWritten() throws {
    let text = "Identifier,Full name,Grade\n,Kim Lee,\nParticipant 9,Ann Ray,\n"
    let sheet = try GradeSheet(Array(text.utf8), file: "g.csv")
    let filled = sheet.filled([
      .init(student: .init(id: "123", name: "Kim Lee"), points: 90),
      .init(student: .init(id: "456", name: "Kim Lee"), points: 10),
      .init(student: .init(id: "9", name: "Ann Ray"), points: 80),
      .init(student: .init(id: "10", name: "Ann Ray"), points: 20),
    ])
    #expect(String(decoding: filled.bytes, as: UTF8.self) == text.replacing("Ann Ray,", with: "Ann Ray,80.00"))
    #expect(filled.namesakes.map(\.id) == ["123", "456"])
    #expect(filled.strangers.map(\.id) == ["10"])
    #expect(filled.unmarked.map(\.name) == ["Kim Lee"])
  }

  /// A repository's end that is another student's login.
  @Test(arguments: [
    (["adam-mary-ann", "adam-bo"], ["bo", "adam-mary-ann"]),
    (["adam-mary-ann", "adam-ann"], ["ann", "adam-mary-ann"]),
    (
      ["hw-1-adam-bo", "hw-1-adam-ann", "hw-1-adam-mary-ann", "template"],
      ["ann", "bo", "hw-1-adam-mary-ann", "template"]
    ),
    (["adam-mary-ann"], ["adam-mary-ann"]),
    (["adam-team-1", "adam-team-2"], ["ann", "bo"]),
  ])
  func aLoginIsTheWholeEnd(_ names: [String], _ owners: [String]) throws {
    let folders = try Folders()
    for name in names { try folders.write(["\(name)/Adam.swift": "a"]) }
    let roster = try Roster(Array("login,name,team\nann,A,team-1\nbo,B,team-2\n".utf8), file: "r")
    let found = try Intake.read(folders.path, as: .clones, roster: roster, unpackingTo: folders.unpacked)
    #expect(Set(found.attempts.map(\.owner)) == Set(owners))
  }

  /// Hand-ins that were read without a roster are joined with one later.
  @Test func aRosterMayComeLater() throws {
    let folders = try Folders()
    try folders.write(["lee_456_9001_Adam.swift": "a", "lee_456_10001_Adam-1.swift": "b", "bo_7_9002_Adam.swift": "b"])
    let roster = try Roster(
      Array("Student number,User ID,Name,Submission Time\ns123,456,Lee,2026-01-31T23:59:59Z\ns5,5,Cy,\n".utf8),
      file: "r")
    let alone = try Intake.read(folders.path, as: .canvas, unpackingTo: folders.unpacked)
    #expect(alone.attempts.map(\.owner) == ["456", "456", "7"])
    let joined = alone.joined(with: roster)
    let direct = try Intake.read(folders.path, as: .canvas, roster: roster, unpackingTo: folders.unpacked + "2")
    #expect(joined.attempts.map(\.owner) == direct.attempts.map(\.owner))
    #expect(joined.attempts.map(\.origin) == direct.attempts.map(\.origin))
    #expect(joined.attempts.map(\.handedIn) == direct.attempts.map(\.handedIn))
    #expect(joined.absent == direct.absent && joined.strangers == direct.strangers)
    #expect(direct.attempts.filter { $0.students[0].id != "7" }.map(\.number) == [1, 2])
    #expect(direct.absent.map(\.id) == ["s5"])
  }
}
