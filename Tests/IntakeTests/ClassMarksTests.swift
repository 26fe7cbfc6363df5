import Foundation
import GradeModel
import Policy
import Testing

@testable import Intake

@Suite struct ClassMarksTests {
  @Test func aClassIsSettled() throws {
    let folders = try Folders()
    try folders.write([
      "submission_metadata.yml": LayoutTests.metadata, "submission_11/Adam.swift": "a", "submission_12/Adam.swift": "c",
    ])
    let roster = try Roster(
      Array("name,sid,email\nAnn,007,ann@example.org\nBo,,bo@example.org\nCy,,cy@example.org\nDi,8,\nEd,9,\n".utf8),
      file: "r")
    let found = try Intake.read(folders.path, roster: roster, unpackingTo: folders.unpacked)
    // Due one second before Cy handed in.
    var policy = Policy()
    policy.credit = [.init(until: 1_656_184_586, percent: 100), .init(until: 1_656_190_000, percent: 50)]
    let grades = [
      "submission_11": Grade(points: 15, maximum: 20), "submission_12": Grade(points: 20, maximum: 20),
    ]
    let marks = found.marks(grades, policy, [:])
    #expect(marks.map(\.student.name) == ["Ann", "Di", "Ed", "Bo", "Cy"])
    #expect(marks.map(\.mark) == [15, nil, nil, 15, 10])
    #expect(marks.map(\.settlement.credit.obstacle) == [nil, .notGraded, .nothingHandedIn, nil, nil])
    #expect(marks[1].faults == [.missing])
    #expect(found.marks(grades, policy, ["cy@example.org": .by(1)]).map(\.mark).last == 20)
  }

  /// Canvas marks what came late; of Moodle nobody knows, and who was three days late would have full credit.
  @Test func workWithoutAnInstantHasNoMarkByDates() throws {
    var policy = Policy()
    policy.credit = [.init(until: 100, percent: 100)]
    let attempt = Attempt(students: [Student(id: "7", name: "Ann")], path: "p", origin: "one")
    let grades = ["one": Grade(points: 10, maximum: 10)]
    func marks(_ layout: Layout, _ policy: Policy) -> [StudentMark] {
      HandIns(layout: layout, attempts: [attempt], leftAside: [], absent: [], strangers: []).marks(grades, policy, [:])
    }
    #expect(marks(.canvas, policy).map(\.mark) == [10])
    #expect(marks(.moodle, policy).map(\.mark) == [nil])
    #expect(marks(.moodle, policy).map(\.settlement.credit.obstacle) == [.instantUnknown])
    #expect(marks(.moodle, Policy()).map(\.mark) == [10])
  }

  /// The sheet that is filled tells when each student handed in.
  @Test func aSheetTellsInstantsByIdentifiersAlone() throws {
    let sheet = try Roster(
      Array("Identifier,Full name,Submission Time\nParticipant 7,Ann,2026-01-31T12:00:00+01:00\n".utf8), file: "s")
    func filled(_ student: Student) -> Int? {
      var handIns = HandIns(
        layout: .moodle, attempts: [Attempt(students: [student], path: "p", origin: "one")], leftAside: [], absent: [],
        strangers: [])
      handIns.fillInstants(from: sheet)
      return handIns.attempts[0].handedIn
    }
    #expect(filled(Student(id: "7", name: "")) == 1_769_857_200)
    #expect(filled(Student(id: "8", name: "Ann")) == nil)
  }

  /// Who has married is one student, and has one mark.
  @Test func twoNamesAreOneStudent() throws {
    func attempt(_ name: String, _ origin: String) -> Attempt {
      Attempt(students: [Student(id: "7", name: name)], path: "p", origin: origin)
    }
    let handIns = HandIns(
      layout: .gradescope, attempts: [attempt("Ann Lee", "one"), attempt("Ann Ray", "two")], leftAside: [], absent: [],
      strangers: [])
    let grades = ["one": Grade(points: 10, maximum: 100), "two": Grade(points: 20, maximum: 100)]
    let marks = handIns.marks(grades, Policy(), [:])
    #expect(marks.map(\.mark) == [20] && marks.map(\.student.id) == ["7"])
  }

  @Test func aWithheldGradeIsNoNothing() throws {
    let folders = try Folders()
    try folders.write(["ann.swift": "a", "bo.swift": "b"])
    let found = try Intake.read(folders.path, unpackingTo: folders.unpacked)
    let grades = ["ann.swift": Grade(points: nil, maximum: 100), "bo.swift": Grade(points: 10, maximum: 100)]
    #expect(found.marks(grades, Policy(), [:]).map(\.mark) == [nil, 10])
  }

  /// A folder for each attempt, whatever the export was: a batch's input, and JPlag's.
  @Test func submissionsAreLaidOut() throws {
    for form in [nil, ArchiveWriting.Form.zip] {
      let folders = try Folders()
      let files = ["ann/Adam.swift": "a", "ann/Sources/B.swift": "b", "bo.swift": "b"]
      var path = folders.path
      if let form {
        path += "/class.zip"
        try ArchiveWriting.write(ArchiveWriting.entries(files), as: form, to: path)
      } else {
        try folders.write(files)
      }
      var found = try Intake.read(path, unpackingTo: folders.unpacked)
      try found.layOut(in: "\(folders.unpacked)/submissions", unpacked: folders.unpacked)
      #expect(found.attempts.map(\.path) == ["ann", "bo.swift"].map { "\(folders.unpacked)/submissions/\($0)" })
      #expect(
        try found.attempts.map { try Folders.sources($0.path) } == [
          ["Adam.swift": "a", "B.swift": "b"], ["bo.swift": "b"],
        ])
      let record = try JSONDecoder().decode(HandIns.self, from: JSONEncoder().encode(found))
      #expect(record == found)
    }
  }
}
