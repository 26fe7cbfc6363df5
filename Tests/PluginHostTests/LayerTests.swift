@testable import PluginHost
import Testing

/// Each layer alone stops what it is for, and without any of them the attack succeeds: the attacks are real.
@Suite struct LayerTests {
  struct Row: Sendable {
    let attack: String
    let body: String
    /// The layers of which each one stops it.
    let stoppedBy: [Sandbox.Layers]
  }

  static let rows = [
    Row(
      attack: "reading a file", body: "print(open(\"/etc/passwd\", O_RDONLY) >= 0 ? \"DONE\" : \"blocked\")",
      stoppedBy: [.namespaces, .files]),
    Row(
      attack: "keeping data in a file system in memory",
      body: """
        let places = ["/tmp", "/dev/shm", "/dev", "/", "/run"].map { $0 + "/gradus-layers" }
        let made = places.filter { open($0, O_WRONLY | O_CREAT, 0o600) >= 0 }
        for place in made { unlink(place) }
        print(made.isEmpty ? "blocked" : "DONE")
        """,
      stoppedBy: [.namespaces, .files]),
    Row(
      attack: "making a socket",
      body: "print(socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0) >= 0 ? \"DONE\" : \"blocked\")", stoppedBy: [.calls]),
    Row(
      attack: "reaching the machine's own network",
      body: """
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var to = sockaddr_in()
        to.sin_family = sa_family_t(AF_INET)
        to.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        to.sin_port = UInt16(9).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &to) {
          $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, size) }
        }
        // Nobody listens there: to be refused is to have been let through.
        print(result == 0 || errno == ECONNREFUSED ? "DONE" : "blocked")
        """,
      stoppedBy: [.files, .calls]),
    Row(
      attack: "starting a process",
      body: """
        var child: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/true"), nil]
        print(posix_spawn(&child, "/bin/true", nil, nil, &words, nil) == 0 ? "DONE" : "blocked")
        """,
      stoppedBy: [.namespaces, .files, .calls]),
    Row(
      attack: "asking after another process",
      body: "print(kill(getppid(), 0) == 0 && getppid() > 1 ? \"DONE\" : \"blocked\")",
      stoppedBy: [.calls]),
  ]

  @Test(arguments: rows.indices) func eachLayerStopsItAlone(_ index: Int) async throws {
    let bench = try await Bench.withFoundation
    let row = Self.rows[index]
    let plugin = try await bench.compile(
      Sources.stepping(row.body + "\n    weights = weights - g", before: "import Foundation"))
    func came(_ layers: Sandbox.Layers) async -> String {
      let runner = await Runner(
        installation: bench.installation, toolchain: bench.toolchain,
        sandbox: bench.sandbox.without(Sandbox.Layers([.namespaces, .files, .calls]).subtracting(layers)))
      let result = await runner.run(plugin, smallCase(steps: 1))
      return result.output + "\(result.ending)"
    }
    let bare = await came([])
    #expect(bare.hasPrefix("DONE"), "\(row.attack): \(bare)")
    for layer in row.stoppedBy where bench.sandbox.layers.contains(layer) {
      let stopped = await came(layer)
      #expect(!stopped.contains("DONE"), "\(row.attack), \(layer): \(stopped)")
    }
  }

  @Test func levelsAreNamedByTheirLayers() async throws {
    let full = try await Bench.shared.sandbox
    #expect(full.layers != [.namespaces, .files, .calls] || full.level == .full)
    #expect(full.without(.calls).level == .process)
    #expect(full.without([.namespaces, .files]).level == .process)
    #expect(full.without([.namespaces, .files, .calls]).level == .process)
    #expect(Sandbox.Level.process < .reduced && Sandbox.Level.reduced < .full)
  }

  /// A worker that dies between two requests is not accused of forging.
  @Test func aWorkerWithoutMemoryCrashes() async throws {
    let bench = try await Bench.shared
    let plugin = try await bench.compile(Sources.adam)
    let result = await bench.runner.run(plugin, smallCase(steps: 1), limits: RunLimits(memoryBytes: 1))
    switch result.ending {
    case .hostFault, .crashed: break
    case .failed(let reason): #expect(reason.hasPrefix("the plugin does not load: plugin.so"))
    default: Issue.record("\(result.ending)")
    }
  }
}
