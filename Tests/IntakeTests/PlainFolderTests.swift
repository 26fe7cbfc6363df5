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
    #expect(found.leftAside.map(\.path) == [".DS_Store", "__MACOSX/"])
  }
}
