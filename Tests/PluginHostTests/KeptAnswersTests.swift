@testable import PluginHost
import Glibc
import Testing

@Suite struct KeptAnswersTests {
  /// The one file that an answer is kept in.
  private func file(in folder: Folder) throws -> String {
    let names = try #require(Files.names(in: folder.path + "/answers"))
    try #require(names.count == 1)
    return folder.path + "/answers/" + names[0]
  }

  @Test func anAnswerIsFoundUnderItsQuestionAlone() throws {
    let folder = try Folder()
    let answers = KeptAnswers(cache: folder.path)
    #expect(answers.answer(to: ["a", "b"]) == nil)
    answers.keep("one\ntwo", to: ["a", "b"])
    #expect(answers.answer(to: ["a", "b"]) == "one\ntwo")
    #expect(answers.answer(to: ["a"]) == nil && answers.answer(to: ["b", "a"]) == nil)
    answers.forget()
    #expect(answers.answer(to: ["a", "b"]) == nil)
  }

  @Test func aFileThatOthersCanWriteToIsNotBelieved() throws {
    let folder = try Folder()
    let answers = KeptAnswers(cache: folder.path)
    answers.keep("yes", to: ["a"])
    chmod(try file(in: folder), 0o666)
    #expect(answers.answer(to: ["a"]) == nil)
  }

  @Test func theFolderDoesNotGrowWithoutEnd() throws {
    let folder = try Folder()
    let answers = KeptAnswers(cache: folder.path)
    for number in 0..<200 { answers.keep("yes", to: ["\(number)"]) }
    #expect(try #require(Files.names(in: folder.path + "/answers")).count <= 64)
    #expect(answers.answer(to: ["199"]) == "yes")
  }

  @Test func theToolchainIsAskedOnce() async throws {
    let folder = try Folder()
    let answers = KeptAnswers(cache: folder.path)
    let asked = try await Toolchain.find(recalling: answers)
    // Words that no compiler says: whoever reads them has not asked.
    let path = try file(in: folder)
    let text = String(decoding: try #require(Files.bytes(of: path)), as: UTF8.self)
    try Files.write(Array(text.replacing(asked.version, with: "of another age").utf8), to: path)
    #expect(try await Toolchain.find(recalling: answers).version == "of another age")
    #expect(try await Toolchain.find() == asked)
  }

  @Test func aProgramsLibrariesAreAskedForAgainWhenOneHasChanged() async throws {
    let worker = try Installation.find().worker
    let folder = try Folder(["lib.so": ""])
    let answers = KeptAnswers(cache: folder.path)
    let asked = try await SharedLibraries.of(worker, recalling: answers)
    try #require(!asked.isEmpty)
    let path = try file(in: folder)
    let text = String(decoding: try #require(Files.bytes(of: path)), as: UTF8.self)
    let library = folder.path + "/lib.so"
    try Files.write(Array((text + Files.stamp(of: library) + "\n").utf8), to: path)
    #expect(try await SharedLibraries.of(worker, recalling: answers) == asked + [library])
    try Files.write([1], to: library)
    #expect(try await SharedLibraries.of(worker, recalling: answers) == asked)
  }

  @Test func onlyTheStrongestSandboxIsKept() async throws {
    let bench = try await Bench.shared
    let folder = try Folder()
    let answers = KeptAnswers(cache: folder.path)
    let tried = await SandboxProbe.recalling(answers, installation: bench.installation)
    #expect(tried.sandbox.layers == bench.sandbox.layers)
    #expect((Files.names(in: folder.path + "/answers") ?? []).count == (tried.sandbox.level == .full ? 1 : 0))
    let recalled = await SandboxProbe.recalling(answers, installation: bench.installation)
    #expect(recalled.sandbox == tried.sandbox)
    #expect(
      recalled.findings.contains { $0.words == "seen to work by an earlier run" } == (tried.sandbox.level == .full))
    // Nothing is believed of another program, even where the answer lies ready.
    let without = await SandboxProbe.recalling(answers, installation: bench.installation, path: folder.path)
    #expect(without.sandbox.layers == bench.sandbox.layers)
  }
}
