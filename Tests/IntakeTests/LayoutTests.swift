import Foundation
import Testing

@testable import Intake

/// Every platform's export, as a folder and in every kind of archive.
@Suite struct LayoutTests {
  struct Expected: Equatable, CustomStringConvertible {
    var owner: String
    var name: String
    var number = 1
    var handedIn: Int?
    var isLate = false
    /// The Swift files by their last names, with their texts.
    var files: [String: String]
    var fault: AttemptFault?

    var description: String {
      "\(owner) \(name) \(number) \(handedIn ?? -1) \(isLate) \(files) \(String(describing: fault))"
    }
  }

  struct Export: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let layout: Layout
    let files: [String: String]
    let expected: [Expected]
    var leftAside: [String] = []
  }

  static let metadata = """
    ---
    submission_11:
      :submitters:
      - :name: Ann Lee
        :sid: '007'
        :email: ann@example.org
      - :name: Bo Å
        :sid:
        :email: bo@example.org
      :created_at: 2022-06-25 13:16:26.123456000 -06:00
      :score:
      :history:
      - :id: 9
        :created_at: 2022-06-24 13:16:26.000000000 -06:00
    submission_12:
      :submitters:
      - :name: "=Cy, *x"
        :email: cy@example.org
      :created_at: 2022-06-25 19:16:27.000000000 Z
    submission_13:
      :submitters:
      - :name: Di
        :sid: '8'
      :created_at: 2022-06-25 19:16:27.000000000 Z

    """

  static let exports = [
    Export(
      testDescription: "plain", layout: .plain,
      files: [
        "ann/Adam.swift": "a", "ann/.build/x.swift": "", "bo.swift": "b", ".DS_Store": "", "__MACOSX/._bo.swift": "",
      ],
      expected: [
        .init(owner: "ann", name: "ann", files: ["Adam.swift": "a"]),
        .init(owner: "bo.swift", name: "bo", files: ["bo.swift": "b"]),
      ]),
    Export(
      testDescription: "Moodle, folders", layout: .moodle,
      files: [
        "Ann Lee_17_assignsubmission_file_/Adam.swift": "a",
        "Ann Lee_17_assignsubmission_onlinetext_/onlinetext.html": "",
        "Bo_Å, jr_18_assignsubmission_file_/My work/Adam.swift": "b",
        "Cy_19_assignsubmission_onlinetext_/onlinetext.html": "struct Adam {}", "readme.txt": "",
      ],
      expected: [
        .init(owner: "17", name: "Ann Lee", files: ["Adam.swift": "a"]),
        .init(owner: "18", name: "Bo_Å, jr", files: ["Adam.swift": "b"]),
        .init(owner: "19", name: "Cy", files: [:], fault: .onlyOnlineText),
      ],
      leftAside: [
        "Ann Lee_17_assignsubmission_onlinetext_/", "Cy_19_assignsubmission_onlinetext_/", "readme.txt",
      ]),
    Export(
      testDescription: "Moodle, names on end", layout: .moodle,
      files: [
        "Ann Lee_17_assignsubmission_file_Adam.swift": "a",
        "Ann Lee_17_assignsubmission_file_x_99_assignsubmission_file_More.swift": "m",
        "Participant_18_assignsubmission_file_Adam.swift": "b",
      ],
      expected: [
        .init(
          owner: "17", name: "Ann Lee", files: ["Adam.swift": "a", "x_99_assignsubmission_file_More.swift": "m"]),
        .init(owner: "18", name: "Participant", files: ["Adam.swift": "b"]),
      ]),
    Export(
      testDescription: "Canvas", layout: .canvas,
      files: [
        "leeann_LATE_123_9001_Adam.swift": "a", "leeann_LATE_123_9002_lab_1_2_x.swift": "x",
        "bo_124_9003_layer-1.swift": "1", "bo_124_9004_layer-2.swift": "2",
        "late_125_9005_Adam.swift": "old", "late_125_9006_Adam-1.swift": "new", "late_125_9007_Part.swift": "p",
        "anon_126_9008_Adam.swift": "n",
        // A resubmission whose attachment has a digit more, and a name of the student's own that looks like Moodle's.
        "digits_127_9999_Adam.swift": "old", "digits_127_10001_Adam-1.swift": "new",
        "name_128_9010_x_1_assignsubmission_file_.swift": "x",
      ],
      expected: [
        .init(owner: "123", name: "leeann", isLate: true, files: ["Adam.swift": "a", "lab_1_2_x.swift": "x"]),
        .init(owner: "124", name: "bo", files: ["layer-1.swift": "1", "layer-2.swift": "2"]),
        .init(owner: "125", name: "late", files: ["Adam.swift": "old", "Part.swift": "p"]),
        .init(owner: "125", name: "late", number: 2, files: ["Adam-1.swift": "new", "Part.swift": "p"]),
        .init(owner: "126", name: "anon", files: ["Adam.swift": "n"]),
        .init(owner: "127", name: "digits", files: ["Adam.swift": "old"]),
        .init(owner: "127", name: "digits", number: 2, files: ["Adam-1.swift": "new"]),
        .init(owner: "128", name: "name", files: ["x_1_assignsubmission_file_.swift": "x"]),
      ]),
    Export(
      testDescription: "Gradescope", layout: .gradescope,
      files: [
        "assignment_5_export/submission_metadata.yml": metadata,
        "assignment_5_export/submission_11/Adam.swift": "a", "assignment_5_export/submission_12/Adam.swift": "c",
        "assignment_5_export/submission_99/Adam.swift": "?",
      ],
      expected: [
        .init(owner: "007+bo@example.org", name: "Ann Lee", handedIn: 1_656_184_586, files: ["Adam.swift": "a"]),
        .init(owner: "8", name: "Di", handedIn: 1_656_184_587, files: [:], fault: .missing),
        .init(owner: "cy@example.org", name: "=Cy, *x", handedIn: 1_656_184_587, files: ["Adam.swift": "c"]),
        .init(owner: "submission_99", name: "submission_99", files: ["Adam.swift": "?"]),
      ]),
  ]

  @Test(arguments: exports) func aFolderIsRead(_ export: Export) throws {
    let folders = try Folders()
    try folders.write(export.files)
    let isWrapped = export.layout == .gradescope
    try check(
      export, Intake.read(folders.path + (isWrapped ? "/assignment_5_export" : ""), unpackingTo: folders.unpacked))
  }

  @Test(arguments: exports, ArchiveWriting.Form.allCases)
  func anArchiveIsRead(_ export: Export, _ form: ArchiveWriting.Form) throws {
    let folders = try Folders()
    let path = "\(folders.path)/class.\(form.rawValue)"
    try ArchiveWriting.write(ArchiveWriting.entries(export.files), as: form, to: path)
    try check(export, Intake.read(path, unpackingTo: folders.unpacked))
  }

  @Test(arguments: ArchiveWriting.Form.allCases) func aStudentsArchiveIsOpened(_ form: ArchiveWriting.Form) throws {
    let folders = try Folders()
    let archive = try ArchiveWriting.bytes(
      ArchiveWriting.entries([
        "Adam/Sources/Adam.swift": "a", "Adam/.build/debug/x.swift": "x", "__MACOSX/._Adam.swift": "m",
        "Adam/old.zip": "?",
      ]), as: form)
    try folders.write(["ann.\(form.rawValue)": archive, "Bo_18_assignsubmission_file_/work.\(form.rawValue)": archive])
    try FileManager.default.createDirectory(atPath: "\(folders.path)/moodle", withIntermediateDirectories: true)
    let plain = try Intake.read(folders.path, as: .plain, unpackingTo: folders.unpacked)
    for attempt in plain.attempts where attempt.origin != "moodle" {
      #expect(attempt.fault == nil)
      #expect(try Folders.sources(attempt.path) == ["Adam.swift": "a"], "\(attempt.origin)")
    }
    #expect(plain.attempts.map(\.students[0].name) == ["Bo_18_assignsubmission_file_", "ann", "moodle"])
    #expect(
      plain.leftAside.filter { $0.path.hasPrefix("ann.") }.map { "\($0.path): \($0.reason)" } == [
        "ann.\(form.rawValue)/Adam/.build/: hidden", "ann.\(form.rawValue)/Adam/old.zip: an archive within an archive",
        "ann.\(form.rawValue)/__MACOSX/: hidden",
      ])
  }

  /// Reports show paths: those of the student's own archive, and not those that a platform has put around it.
  @Test func pathsAreTheStudentsOwn() throws {
    let folders = try Folders()
    let archive = try ArchiveWriting.bytes(
      ArchiveWriting.entries(["my-adam/Sources/Adam.swift": "a"]), as: .zip)
    try folders.write([
      "Mia_1_assignsubmission_file_/my-adam.zip": archive, "Mia_1_assignsubmission_file_/.DS_Store": [1],
      "Bo_2_assignsubmission_file_/my-adam.zip": archive, "Bo_2_assignsubmission_file_/Part.swift": [97],
    ])
    let found = try Intake.read(folders.path, unpackingTo: folders.unpacked)
    let paths = try found.attempts.map { attempt in
      try FileManager.default.subpathsOfDirectory(atPath: attempt.path).filter { $0.hasSuffix(".swift") }.sorted()
    }
    #expect(paths == [["my-adam/Sources/Adam.swift"], ["Part.swift", "my-adam/my-adam/Sources/Adam.swift"]])
  }

  private func check(_ export: Export, _ found: HandIns) throws {
    #expect(found.layout == export.layout)
    let read = try found.attempts.map {
      Expected(
        owner: $0.owner, name: $0.students[0].name, number: $0.number, handedIn: $0.handedIn, isLate: $0.isMarkedLate,
        files: $0.fault == nil ? try Folders.sources($0.path) : [:], fault: $0.fault)
    }
    #expect(read == export.expected)
    #expect(Set(export.leftAside).isSubset(of: found.leftAside.map(\.path)))
    #expect(Set(found.attempts.map(\.origin)).count == found.attempts.count)
  }
}
