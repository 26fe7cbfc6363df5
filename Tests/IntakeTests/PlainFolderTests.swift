import Testing

@testable import Intake

@Suite struct PlainFolderTests {
  /// Every packed entry needs the intake, wherever it is.
  @Test(
    arguments: [
      (["ann.swift", "bo/Adam.swift", "cy/notes.txt"], true), (["ann.swift", "bo.tbz2"], false),
      (["ann.swift", "bo.rar"], false), (["ann.swift", "cy/deep/work.zip"], false), (["ann.TXZ"], false), ([], true),
    ] as [([String], Bool)])
  func aFolderIsPlainWithoutAnythingPacked(_ names: [String], _ isPlain: Bool) throws {
    let folder = try Folders()
    try folder.write(Dictionary(uniqueKeysWithValues: names.map { ($0, "") }))
    #expect(Intake.isPlain(folder.path) == isPlain)
  }

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
