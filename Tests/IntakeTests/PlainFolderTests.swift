import Foundation
import Testing

@testable import Intake

@Suite struct PlainFolderTests {
  @Test func everyFileAndFolderIsAnAttempt() throws {
    let folder = try Folders()
    try folder.write(["ann/Adam.swift": "", "bo.swift": "", ".DS_Store": "", "__MACOSX/x": ""])
    let roster = try Roster(Array("id,name\nann,Ann\nbo,Bo\ncy,Cy\n".utf8), file: "r")
    let found = try Intake.read(folder.path, roster: roster, unpackingTo: folder.unpacked)
    #expect(found.attempts.map(\.owner) == ["ann", "bo"])
    #expect(found.attempts.map(\.path) == ["\(folder.path)/ann", "\(folder.path)/bo.swift"])
    #expect(found.absent.map(\.id) == ["cy"])
    #expect(found.strangers.isEmpty)
    #expect(found.leftAside.map(\.path) == [".DS_Store", "__MACOSX"])
  }
}

/// A folder of submissions, and one to unpack to; both go with the value.
final class Folders {
  let path: String
  let unpacked: String

  init() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "intake-\(UUID().uuidString)").path
    (path, unpacked) = ("\(root)/in", "\(root)/unpacked")
    for folder in [path, unpacked] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }

  func write(_ files: [String: String]) throws {
    for (name, text) in files {
      let file = "\(path)/\(name)"
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: file))
    }
  }
}
