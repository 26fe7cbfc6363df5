import GradeModel
import Glibc
import Testing

@testable import PluginHost

/// Names that a student's machine allows, and a folder of ours may not.
@Suite struct SubmissionNameTests {
  private static let type = "import GradusKit\nstruct Adam: Optimizer {}"

  /// Signs that no list can hold are written with three bytes each: a name may become too long by that.
  @Test func aNameThatGrowsTooLongIsNamed() throws {
    for signs in [String(repeating: ":", count: 84), String(repeating: "\u{1}", count: 84)] {
      let folder = try Folder([signs + ".swift": Self.type])
      #expect(throws: SubmissionError.self) { _ = try Submission(at: folder.path, declaring: ["Adam"]) }
    }
    let folder = try Folder([String(repeating: ":", count: 60) + ".swift": Self.type])
    #expect(try Submission(at: folder.path, declaring: ["Adam"]).files.count == 1)
  }

  @Test func aFileAndAFolderOfOneNameAreNamed() throws {
    let folder = try Folder(["x:.swift/Adam.swift": Self.type, "x%3A.swift": "let q = 1"])
    #expect(throws: SubmissionError.self) { _ = try Submission(at: folder.path, declaring: ["Adam"]) }
  }

  /// Names out of an old archive are Latin-1 or Shift-JIS.
  @Test func namesInOtherEncodingsBesideAProgramCostNothing() throws {
    let folder = try Folder(["Adam.swift": Self.type])
    let name = Array((folder.path + "/").utf8) + [UInt8](repeating: 0xE4, count: 90) + Array(".txt".utf8) + [0]
    let file = name.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { creat($0.baseAddress!, 0o600) }
    }
    try #require(file >= 0)
    close(file)
    #expect(try Submission(at: folder.path, declaring: ["Adam"]).files.map(\.path) == ["Adam.swift"])
  }

  @Test func namesThatAreWrittenIntoTheSourcesAreFound() throws {
    let folder = try Folder([
      "A.swift": "let a = w[\"b\"] // \"W\"\nlet c = \"\\(w[\"s\"])\"", "B.swift": "let b = \"b\"\nlet r = \"r W\"",
    ])
    let found = try Submission(at: folder.path).places(naming: ["W", "b", "s", "r"])
    #expect(
      found.map(\.name) == ["b", "s"]
        && found.map(\.place) == [Place(file: "A.swift", line: 1), Place(file: "A.swift", line: 2)])
  }
}
