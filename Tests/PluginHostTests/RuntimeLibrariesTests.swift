import Testing

@testable import PluginHost

@Suite struct RuntimeLibrariesTests {
  /// The worker has the libraries that a plugin is linked with, and no others of the toolchain's.
  @Test func aWorkerSeesTheLibrariesThatItNeeds() async throws {
    let plain = try await Bench.shared.compile(Sources.adam).runtime
    let more = try await Bench.withFoundation.compile(Sources.adam).runtime
    for runtime in [plain, more] {
      for name in runtime.loaded { #expect(runtime.files.contains { $0.hasSuffix("/" + name) }, "\(name)") }
      #expect(runtime.files.allSatisfy { Files.size(of: Files.realPath($0) ?? "") > 0 })
    }
    #expect(!plain.files.contains { $0.contains("Foundation") } && more.files.contains { $0.contains("Foundation") })
    #expect(!more.files.contains { $0.contains("StaticMirror") })
  }
}
