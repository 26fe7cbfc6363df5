import Foundation
import Testing

@testable import PluginHost

@Suite struct KitTests {
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
