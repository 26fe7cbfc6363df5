import Glibc
import Testing

@testable import PluginHost

/// Folders of ours that the system does not let us read to their end: an error is never taken for an empty folder.
@Suite struct UnreadableFolderTests {
  @Test func anErrorIsNoEnd() throws {
    let folder = try Folder(["a": "", "b": ""])
    let stream = try #require(opendir(folder.path))
    defer { closedir(stream) }
    // A file in the place of the open folder, whose names the system then refuses.
    let file = open(folder.path + "/a", O_RDONLY | O_CLOEXEC)
    try #require(file >= 0 && dup2(file, dirfd(stream)) >= 0)
    close(file)
    let names = Files.rawNames(from: stream)
    let code = errno
    #expect(names == nil && code == ENOTDIR)
    #expect(Files.names(in: folder.path) == ["a", "b"])
  }

  /// A path that is too long is refused whoever asks, root too.
  @Test func aFolderWithoutAnAnswerHasNoStamps() throws {
    #expect(Stamps.below("/" + String(repeating: "a", count: 300)) == nil)
    let folder = try Folder(["in/a": ""])
    #expect(Stamps.below(folder.path)?.count == 3)
    #expect(Stamps.below(folder.path + "/in/a")?.count == 1 && Stamps.below(folder.path + "/none")?.count == 1)
  }

  @Test func theGraderHasAnotherNameWithoutItsTemplates() throws {
    let home = try Folder(["Sources/GradusKit/a.swift": ""])
    let installation = try Installation.find(environment: ["GRADUS_HOME": home.path])
    let missing = installation.digest
    try Files.makeFolder(installation.templates)
    try Files.write([], to: installation.templates + "/report")
    #expect(installation.digest != missing)
  }

  @Test func aKitIsNotBuiltWithoutItsHeaders() async throws {
    let bench = try await Bench.shared
    let home = try Folder(["Sources/Tensors/a.swift": "let a = 1", "Sources/GradusKit/a.swift": "let a = 1"])
    let installation = try Installation.find(environment: ["GRADUS_HOME": home.path])
    let builder = try KitBuilder(
      installation: installation, toolchain: bench.toolchain, sandbox: bench.sandbox, cache: home.path + "/cache")
    let headers = installation.kit + "/PluginABI/include"
    await #expect(throws: HostError.incompleteInstallation(missing: headers)) { try await builder.kit() }
    try Files.makeFolder(installation.kit + "/PluginABI")
    try Files.write([], to: headers)
    await #expect(throws: HostError.fileSystem(path: headers, reason: "Not a directory")) { try await builder.kit() }
  }
}
