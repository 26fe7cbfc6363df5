import Foundation
import Testing

@testable import Intake

/// Sheets are filled in one column, and no other byte changes.
@Suite struct GradeSheetTests {
  static let canvas = """
    \u{FEFF}Student,ID,SIS Login ID,Section,Quiz (30),Adam (31),Current Score (read only)
    ,,,,Manual Posting,,
        Points Possible,,,,5.00,100.00,(read only)
    "Lee, Ann",7,al,A,4.5,,90
    "=Å, Bo",8,bo,"A, and B",,"61.00",
    "Cy",9,cy,A,,EX,

    """
  static let moodle = """
    ID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,Bestwertung,Feedback als Kommentar\r
    Teilnehmer/in 7,"Ann Lee",a@x,"Zur Bewertung abgegeben",,"100,00","alt, aber gut"\r
    Teilnehmer/in 8,"Bo Å",b@x,"Keine Abgabe",-,"100,00",\r

    """

  @Test func aCanvasSheetIsFilled() throws {
    let sheet = try GradeSheet(Array(Self.canvas.utf8), file: "g.csv", heading: "Adam")
    let filled = sheet.filled([
      .init(student: .init(id: "7", name: "leeann"), points: 87.456),
      .init(student: .init(id: "8", name: ""), points: 61),
      .init(student: .init(id: "99", name: "Di"), points: 1),
    ])
    #expect(
      String(decoding: filled.bytes, as: UTF8.self)
        == Self.canvas.replacingOccurrences(of: "A,4.5,,90", with: "A,4.5,87.46,90"))
    #expect(filled.strangers.map(\.id) == ["99"])
    #expect(filled.unmarked.map(\.id) == ["9"])
    #expect(filled.replaced.isEmpty)
  }

  /// The sheet of another assignment has the same names, and other numbers.
  @Test func aSheetOfAnotherAssignmentIsTold() throws {
    func handIns(_ layout: Layout, _ origin: String, _ id: String) -> HandIns {
      HandIns(
        layout: layout, attempts: [Attempt(students: [Student(id: id, name: "Ann Lee")], path: "p", origin: origin)],
        leftAside: [], absent: [], strangers: [])
    }
    let (moodle, canvas) = (Array(Self.moodle.utf8), Array(Self.canvas.utf8))
    let (own, other) = (handIns(.moodle, "Ann Lee_7", "s1"), handIns(.moodle, "Ann Lee_70", "s1"))
    #expect(try !GradeSheet(moodle, file: "g.csv").isForeign(to: own))
    #expect(try GradeSheet(moodle, file: "g.csv").isForeign(to: other))
    #expect(try Roster(moodle, file: "g.csv").isForeign(to: other))
    let adam = try GradeSheet(canvas, file: "g.csv", heading: "Adam")
    #expect(!adam.isForeign(to: handIns(.canvas, "leeann_7_1_Adam.swift", "s1")))
    #expect(adam.isForeign(to: handIns(.canvas, "leeann_70_1_Adam.swift", "s1")))
    // A roster of the teacher's own has numbers of another kind.
    #expect(try !Roster(Array("id,name\n4711,Ann Lee\n".utf8), file: "r").isForeign(to: other))
    // The platform's number leads to the row where a roster has another; a name alone is told.
    let sheet = try GradeSheet(moodle, file: "g.csv")
    let ann = Student(id: "s1", name: "Ann Lee")
    #expect(sheet.filled([.init(student: ann, points: 1, number: own.numbers["s1"])]).byName.isEmpty)
    #expect(sheet.filled([.init(student: ann, points: 1)]).byName == [ann])
  }

  /// Excel's "Unicode text" is filled as UTF-8 with a mark, by which a spreadsheet knows it.
  @Test func aSheetInUTF16IsFilledInUTF8() throws {
    let units = "\u{FEFF}ID\tName\tGrade\r\n7\tBo Å\t\r\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let sheet = try GradeSheet(units, file: "g.txt")
    #expect(sheet.wasUTF16)
    let filled = sheet.filled([.init(student: .init(id: "7", name: ""), points: 61)])
    #expect(filled.bytes == Array("\u{FEFF}ID\tName\tGrade\r\n7\tBo Å\t61.00\r\n".utf8))
  }

  /// Canvas and Moodle say what a column is out of, with a decimal comma where that is the custom.
  @Test func thePointsOfAColumnAreRead() throws {
    #expect(try GradeSheet(Array(Self.canvas.utf8), file: "g.csv", heading: "Adam").possible == 100)
    #expect(try GradeSheet(Array(Self.canvas.utf8), file: "g.csv", heading: "Quiz").possible == 5)
    #expect(try GradeSheet(Array(Self.moodle.utf8), file: "g.csv").possible == 100)
    let european = "Student;ID;Adam (31)\n    Points Possible;;10,50\nAnn;7;\n"
    #expect(try GradeSheet(Array(european.utf8), file: "g.csv").possible == 10.5)
    #expect(try GradeSheet(Array("id,name,Grade\n1,A,\n".utf8), file: "g.csv").possible == nil)
  }

  @Test func aMarkThatChangesIsTold() throws {
    let sheet = try GradeSheet(Array(Self.canvas.utf8), file: "g.csv", heading: "Adam (31)")
    let filled = sheet.filled([.init(student: .init(id: "bo", name: ""), points: 59.5)])
    #expect(filled.replaced.map { [$0.student.id, $0.before, $0.after] } == [["8", "61.00", "59.50"]])
    #expect(
      String(decoding: filled.bytes, as: UTF8.self)
        == Self.canvas.replacingOccurrences(of: "\"61.00\"", with: "\"59.50\""))
  }

  @Test func aMoodleSheetIsFilledInItsOwnLanguage() throws {
    let sheet = try GradeSheet(Array(Self.moodle.utf8), file: "g.csv")
    let filled = sheet.filled([
      .init(student: .init(id: "7", name: "Ann Lee"), points: 87.5),
      .init(student: .init(id: "8", name: "Bo Å"), points: 0),
    ])
    // A decimal comma needs quotes where commas part the cells.
    let expected = Self.moodle.replacingOccurrences(of: "abgegeben\",,", with: "abgegeben\",\"87,50\",")
      .replacingOccurrences(of: "Abgabe\",-,", with: "Abgabe\",\"0,00\",")
    #expect(String(decoding: filled.bytes, as: UTF8.self) == expected)
    #expect(filled.strangers.isEmpty && filled.unmarked.isEmpty && filled.replaced.isEmpty)
  }

  @Test(
    arguments: [
      (canvas, nil, "g.csv:1: 2 columns may be meant, 'Quiz (30)', 'Adam (31)': name one of them with --column"),
      (
        "id,name\n1,A\n", nil,
        "g.csv:1: expected a column of grades such as 'Grade' or 'Adam (123)', found 'id', 'name': name it as it stands there"
      ),
      ("id,name\n1,A\n", "Adam", "g.csv:1: expected a column 'Adam', found 'id', 'name'"),
      ("a,b\n1,A\n", nil, "g.csv:1: expected headings such as ID, SIS User ID, Email or Name, found 'a', 'b'"),
    ] as [(String, String?, String)])
  func aForeignSheetIsOneSentence(_ text: String, _ heading: String?, _ sentence: String) throws {
    let error = try #require(throws: GradeSheetError.self) {
      try GradeSheet(Array(text.utf8), file: "g.csv", heading: heading)
    }
    #expect("\(error)" == sentence)
  }

  @Test func aFeedbackZipHasThePlatformsNames() throws {
    let folders = try Folders()
    let moodle = Attempt(students: [.init(id: "7", name: "Ann Lee")], path: "", origin: "Ann Lé_17")
    let canvas = Attempt(students: [.init(id: "7", name: "")], path: "", origin: "leeann_LATE_123_9001_Adam.swift")
    let files = [
      (FeedbackArchive.path(of: moodle, in: .moodle, ending: ".html"), Array("m".utf8)),
      (FeedbackArchive.path(of: canvas, in: .canvas, ending: ".html"), Array("c".utf8)),
    ]
    for name in ["one.zip", "other.zip"] {
      try FeedbackArchive.write(name == "one.zip" ? files : files.reversed(), to: "\(folders.path)/\(name)")
    }
    #expect(
      FileManager.default.contents(atPath: "\(folders.path)/one.zip")
        == FileManager.default.contents(atPath: "\(folders.path)/other.zip"))
    // What the platforms look for, by the readers of their own exports.
    let reader = try ArchiveReader("\(folders.path)/one.zip")
    let locale = TextLocale()
    defer { locale.leave() }
    var names: [String] = []
    while let entry = try reader.next() { names.append(String(decoding: entry.path, as: UTF8.self)) }
    #expect(names == ["Ann Lé_17_assignsubmission_file_/report.html", "leeann_LATE_123_9001_Adam.swift.html"])
    #expect(MoodleName("Ann Lé_17_assignsubmission_file_")?.number == "17")
    #expect(CanvasName(names[1])?.user == "123")
    #expect(CanvasName(names[1])?.attachment == "9001")
  }
}
