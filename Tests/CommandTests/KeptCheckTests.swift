import Foundation
import TestSupport
import Testing

/// A check that was shown on a terminal is shown again while nothing has changed. The command `script` provides the terminal.
@Suite(.serialized) struct KeptCheckTests {
  fileprivate static let remark = "nothing has changed since this check ran"

  private struct Scene {
    let scratch: Scratch
    let path: String

    init() throws {
      scratch = try Scratch()
      path = try scratch.write(
        try String(contentsOfFile: Repository.root + "/assignments/10-adam/Solution/Adam.swift", encoding: .utf8),
        to: "mine/Adam.swift")
    }

    /// The text on a terminal.
    func shown(_ options: String = "") throws -> String {
      let command = "'\(try Gradus.program.path)' check '\(path)' --assignment 10-adam \(options)"
      return try Gradus.run(
        ["-qefc", command, "/dev/null"], environment: ["TERM": "xterm"], program: "/usr/bin/script"
      ).output
    }

    /// The text on a terminal once the check is kept: a run that a busy machine ends is not.
    func shownAgain() throws -> String {
      var text = ""
      for _ in 0..<12 where !text.contains(KeptCheckTests.remark) { text = try shown() }
      return text
    }

    func add(_ text: String) throws {
      try (try String(contentsOfFile: path, encoding: .utf8) + text).write(
        toFile: path, atomically: true, encoding: .utf8)
    }

    /// The files of this account's kept checks; other tests have no terminal.
    static var kept: Set<String> {
      let variables = ProcessInfo.processInfo.environment
      // Not the account's own: the program goes by the variable.
      let caches = variables["XDG_CACHE_HOME"] ?? (variables["HOME"] ?? NSHomeDirectory()) + "/.cache"
      let folder = caches + "/gradus/checks"
      return Set(((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map { folder + "/" + $0 })
    }
  }

  @Test func whatHasNotChangedIsNotRunAgain() throws {
    let scene = try Scene()
    let first = try scene.shown()
    try #require(first.contains("100 of 100"), "\(first)")
    try #require(!first.contains(Self.remark))
    let second = try scene.shownAgain()
    #expect(second.contains(Self.remark) && second.contains("100 of 100"))
    #expect(!second.contains("compiling"))
    #expect(try scene.shown("--again").contains("compiling"))
    // Another question, and other bytes.
    #expect(try !scene.shown("--full").contains(Self.remark))
    try scene.add("// one line more\n")
    #expect(try !scene.shown().contains(Self.remark))
    #expect(try scene.shownAgain().contains(Self.remark))
  }

  @Test func aFileThatOthersCouldWriteIsNotShown() throws {
    let scene = try Scene()
    let before = Scene.kept
    var new: Set<String> = []
    var text = ""
    // A run that a busy machine ends is not kept.
    for _ in 0..<12 where new.isEmpty {
      text = try scene.shown()
      new = Scene.kept.subtracting(before)
    }
    try #require(new.count == 1, "\(text)")
    for path in new { try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path) }
    #expect(try !scene.shown().contains(Self.remark))
  }

  /// A program that dies may do otherwise the next time, and so may one that does not compile now.
  @Test func onlyAProgramThatRanToItsEndIsKept() throws {
    let scene = try Scene()
    try scene.add("let broken: Int = \"\"\n")
    let before = Scene.kept
    let first = try scene.shown()
    try #require(first.contains("does not compile"), "\(first)")
    #expect(Scene.kept.subtracting(before).isEmpty)
    #expect(try !scene.shown().contains(Self.remark))
  }
}
