import Assignments
import Foundation
import Testing

@Suite final class StudentCopyTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: "copies-\(UUID().uuidString)")
  private var library: AssignmentLibrary { AssignmentLibrary(directory: directory.path) }
  private let rest = String(sound[..<sound.firstRange(of: "samples:")!.lowerBound])
  private let samples = """
    # The answers.
    samples:
      Solution: {points: full}
      # A comment inside.
      Starter: {points: nothing, fails: [m, weights]}
      Mistakes/noRoot: {points: 40, fails: [weights]}

    """

  deinit { try? FileManager.default.removeItem(at: directory) }

  private func write(_ text: String, to path: String) throws {
    let file = directory.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func assignment(manifest: String) throws {
    try write(manifest, to: "10-adam/assignment.yaml")
    for file in [
      "README.md", "Solution/Adam.swift", "Starter/Adam.swift", "Starter/notes.txt", "Mistakes/noRoot.swift",
    ] {
      try write("// \(file)", to: "10-adam/\(file)")
    }
  }

  private func copied() throws -> [String: String] {
    let files = try StudentCopy(of: "10-adam", in: library).files
    return Dictionary(uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  @Test func theListOfSamplesAndTheAnswersStayBehind() throws {
    try assignment(manifest: rest + samples)
    let copied = try copied()
    #expect(copied.keys.sorted() == ["README.md", "Starter/Adam.swift", "assignment.yaml"])
    let manifest = try #require(copied["assignment.yaml"])
    #expect(!manifest.contains("noRoot") && !manifest.contains("answers"))
    #expect(manifest.hasPrefix(rest))
  }

  /// An editor on Windows ends lines with CR and LF, or writes UTF-16.
  @Test(arguments: [false, true]) func aManifestOfAnotherEditorIsCopiedToo(isUTF16: Bool) throws {
    try assignment(manifest: rest + samples)
    let text = (rest + samples).replacingOccurrences(of: "\n", with: "\r\n")
    let bytes = isUTF16 ? Data([0xFF, 0xFE]) + (text.data(using: .utf16LittleEndian) ?? Data()) : Data(text.utf8)
    try bytes.write(to: directory.appending(path: "10-adam/assignment.yaml"))
    let manifest = try #require(try copied()["assignment.yaml"])
    #expect(manifest == rest.replacingOccurrences(of: "\n", with: "\r\n"))
  }

  /// A level above the standard is legal where the course has raised its own.
  @Test func theCoursesLevelsHoldForACopy() throws {
    try assignment(manifest: "feedback: {pastLimit: {hidden: where}}\n" + rest + samples)
    try write("feedback: {pastLimit: {public: numbers}}\n", to: "course.yaml")
    #expect(try library.assignment("10-adam").id == "10-adam")
    #expect(try copied()["assignment.yaml"]?.contains("hidden: where") == true)
  }

  /// Only an assignment without the folder has no starter; a copy that lost it would be handed out.
  @Test func aStarterThatCannotBeReadIsAnError() throws {
    try assignment(manifest: rest + samples)
    let starter = directory.appending(path: "10-adam/Starter").path
    try FileManager.default.removeItem(atPath: starter)
    #expect(try copied().keys.sorted() == ["README.md", "assignment.yaml"])
    // A link in a circle.
    try FileManager.default.createSymbolicLink(atPath: starter, withDestinationPath: starter)
    #expect(throws: AssignmentLibraryError.unreadable(starter)) { try copied() }
  }

  @Test func theKeyAfterTheSamplesKeepsItsComment() throws {
    try assignment(manifest: samples + "\n# For the next key.\n" + rest)
    #expect(try copied()["assignment.yaml"]?.hasPrefix("# For the next key.\n") == true)
  }

  @Test func aCopyIsAnAssignmentOfItsOwn() throws {
    try assignment(manifest: rest + samples)
    let copy = try StudentCopy(of: "10-adam", in: library)
    for file in copy.files { try write(String(decoding: file.bytes, as: UTF8.self), to: "copies/10-adam/\(file.path)") }
    let copies = AssignmentLibrary(directory: directory.appending(path: "copies").path)
    var whole = try library.assignment("10-adam")
    whole.samples = []
    #expect(try copies.assignment("10-adam") == whole)
  }

  @Test func aListInBracesOnOneLineGoesWhole() throws {
    let list = """
      samples: {Solution: {points: full}, Starter: {points: nothing, fails: [m, weights]},
        Mistakes/noRoot: {points: 40, fails: [weights]}}

      """
    try assignment(manifest: rest + list)
    #expect(try copied()["assignment.yaml"]?.contains("noRoot") == false)
  }
}
