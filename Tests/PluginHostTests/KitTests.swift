import Foundation
import Testing

@testable import PluginHost

@Suite struct KitTests {
  /// A kit that was compiled for all accounts is used where it is, and nothing is compiled.
  @Test func aKitForAllIsUsed() async throws {
    let bench = try await Bench.shared
    let shared = try #require(Files.parent(of: bench.kit.folder))
    let home = try Folder()
    let kit = try await KitBuilder(
      installation: bench.installation, toolchain: bench.toolchain, sandbox: bench.sandbox,
      cache: home.path + "/cache", shared: shared
    ).kit()
    #expect(kit == bench.kit)
    #expect(Files.names(in: home.path + "/cache") == [])
  }

  /// Clang's modules are in folders that it makes for one account alone.
  @Test func aKitMayBeReadByAllAccounts() async throws {
    let kit = try await Bench.shared.kit
    let paths = try #require(FileManager.default.subpaths(atPath: kit.folder))
    #expect(paths.contains { $0.hasSuffix(".pcm") })
    let closed = try paths.filter { path in
      let attributes = try FileManager.default.attributesOfItem(atPath: kit.folder + "/" + path)
      guard let type = attributes[.type] as? FileAttributeType, type != .typeSymbolicLink else { return false }
      let wanted = type == .typeDirectory ? 0o555 : 0o444
      return try #require(attributes[.posixPermissions] as? Int) & wanted != wanted
    }
    #expect(closed.isEmpty)
  }

  /// A folder that others than root may write to is not believed.
  @Test func aFolderOfOthersIsNotBelieved() throws {
    let folder = try Folder()
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
    #expect(CacheFolder.shared(folder.path) == nil)
    #expect(CacheFolder.shared(folder.path + "/none") == nil)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "/usr")
    #expect(CacheFolder.shared(folder.path + "/link") == nil)
    #expect(CacheFolder.shared("/usr") == "/usr")
  }

  /// The same version installed anew has headers of another time, and its kit is in the cache.
  @Test func headersWrittenAnewAreTheSameHeaders() async throws {
    let bench = try await Bench.shared
    let home = try Folder()
    for name in ["Tensors", "GradusKit", "PluginABI"] {
      try Files.makeFolder(home.path + "/Sources")
      try FileManager.default.copyItem(
        atPath: bench.installation.kit + "/" + name, toPath: home.path + "/Sources/" + name)
    }
    let installation = try Installation.find(environment: ["GRADUS_HOME": home.path])
    func kit() async throws -> Kit {
      try await KitBuilder(
        installation: installation, toolchain: bench.toolchain, sandbox: bench.sandbox, cache: home.path + "/cache"
      ).kit()
    }
    let first = try await kit()
    let headers = installation.kit + "/PluginABI/include"
    let names = try #require(Files.names(in: headers))
    #expect(!names.isEmpty)
    for name in names {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: headers + "/" + name)
    }
    let second = try await kit()
    #expect(second == first)
    let compiler = try await Compiler(
      installation: installation, toolchain: bench.toolchain, kit: second, sandbox: bench.sandbox)
    let folder = try Folder(["Adam.swift": Sources.adam])
    _ = try await compiler.compile(try Submission(at: folder.path), type: "Adam", conformingTo: "Optimizer")
  }
}
