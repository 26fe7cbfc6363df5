import Testing

@testable import PluginHost

/// The parts of what a student hands in: the program, and what is left aside.
@Suite struct LeftAsideTests {
  private static let type = "import GradusKit\nstruct Adam: Optimizer {}"
  private static let demo = "@main struct Demo { static func main() {} }"
  private static let test = "@testable import Adam\nimport XCTest"

  /// The files of a submission, those that are compiled, and what is left aside.
  static let rows: [(title: String, files: [String: String], compiled: [String], leftAside: [String])] = [
    ("a file", ["Adam.swift": type], ["Adam.swift"], []),
    (
      "a package",
      [
        "Package.swift": "", "Package@swift-5.9.swift": "", "Sources/Adam/Adam.swift": type,
        "Sources/Adam/More.swift": "x",
        "Sources/Demo/Demo.swift": demo, "Tests/T.swift": "", "tests/T.swift": "", "AdamTests/T.swift": "",
        ".build/x.swift": "",
        "__MACOSX/Adam.swift": "", "Sources/Adam/Check.swift": test, "Contests/Other.swift": "x",
      ], ["Contests/Other.swift", "Sources/Adam/Adam.swift", "Sources/Adam/More.swift"],
      [
        "AdamTests/", "Package.swift", "Package@swift-5.9.swift", "Sources/Adam/Check.swift", "Sources/Demo/Demo.swift",
        "Tests/",
        "tests/",
      ]
    ),
    ("a demo beside", ["Adam.swift": type, "main.swift": "print(1)"], ["Adam.swift"], ["main.swift"]),
    ("the type in a demo", ["main.swift": type, "More.swift": demo], ["main.swift"], ["More.swift"]),
    ("a demo and no type", ["main.swift": "x", "More.swift": "// struct Adam"], ["More.swift", "main.swift"], []),
    (
      "a playground beside", ["Adam.swift": type, "A.playground/Contents.swift": "x"], ["Adam.swift"],
      ["A.playground/Contents.swift"]
    ),
    ("a playground", ["A.playground/Contents.swift": type], ["A.playground/Contents.swift"], []),
    ("capitals", ["ADAM.SWIFT": type, "MAIN.Swift": ""], ["ADAM.SWIFT"], ["MAIN.Swift"]),
    ("tests with the type", ["Adam.swift": type + "\n" + test], ["Adam.swift"], []),
    ("a typealias", ["A.swift": "typealias Adam = B", "main.swift": "x"], ["A.swift"], ["main.swift"]),
  ]

  @Test(arguments: rows.indices) func theProgramIsTold(_ row: Int) throws {
    let (title, files, compiled, leftAside) = Self.rows[row]
    let folder = try Folder(files)
    let submission = try Submission(at: folder.path, declaring: ["Adam"])
    #expect(submission.files.map(\.path) == compiled && submission.leftAside == leftAside, "\(title)")
  }

  /// Nothing that is left aside is looked at, and what is looked at counts towards the limits.
  @Test func limitsHoldForWhatIsRead() throws {
    let folder = try Folder([
      "Adam.swift": Self.type, "main.swift": "x", "Tests/T.swift": String(repeating: "x", count: 999),
    ])
    var bounds = Submission.Bounds()
    bounds.bytes = 100
    #expect(try Submission(at: folder.path, declaring: ["Adam"], bounds: bounds).files.count == 1)
    bounds.files = 1
    #expect(throws: SubmissionError.tooManyFiles(limit: 1)) {
      _ = try Submission(at: folder.path, declaring: ["Adam"], bounds: bounds)
    }
  }

  @Test func aFolderOfTestsAloneSaysSo() throws {
    let folder = try Folder(["tests/Adam.swift": Self.type])
    let error = SubmissionError.empty(path: folder.path, leftAside: ["tests/"])
    #expect(throws: error) { _ = try Submission(at: folder.path, declaring: ["Adam"]) }
    #expect(error.description == folder.path + " holds no Swift source but for what is left aside: tests/.")
  }

  @Test func textsInOtherEncodingsAreRead() throws {
    let text = "let é = \"😀\"\r\n"
    let units = Array(text.utf16)
    let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 255), UInt8(unit >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 255)] }
    for bytes in [little, big, Array(text.utf8)] {
      let folder = try Folder()
      try Files.write(bytes, to: folder.path + "/a.swift")
      #expect(try Submission(at: folder.path).files[0].bytes == Array(text.utf8))
    }
    // Half a unit, half a pair, a NUL, and another encoding.
    for bytes in [little + [1], [0xFF, 0xFE, 0x00, 0xD8], [0xFF, 0xFE, 0, 0], [0xE9, 0x0A]] as [[UInt8]] {
      let folder = try Folder()
      try Files.write(bytes, to: folder.path + "/a.swift")
      #expect(throws: SubmissionError.notText(path: "a.swift")) { _ = try Submission(at: folder.path) }
    }
  }
}
