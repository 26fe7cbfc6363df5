import Glibc
import Testing

@testable import PluginHost

/// The killer of a program that was killed: not the program, if calls are filtered.
@Suite struct KilledTests {
  private static let endless = Sources.stepping(
    "    print(\"running\")\n    var n = 1\n    while n != 0 { n = n &* 3 | 1 }\n    weights[\"b\"][0] = Double(n)")

  /// Waits for a worker below this process that has used some processor time: by then it is in the program's loop.
  private func worker() async throws -> pid_t {
    for _ in 0..<2000 {
      for name in Files.names(in: "/proc") ?? [] {
        guard let process = pid_t(name), isBelow(process), stat(process)?.name == "gradus-worker",
          (ProcessorUse.below(process)?.running ?? 0) > 0.3
        else { continue }
        return process
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw HostError.cannotStart(program: "gradus-worker", reason: "none was seen")
  }

  private func isBelow(_ process: pid_t) -> Bool {
    var next = stat(process)?.parent
    while let place = next, place > 1 {
      if place == getpid() { return true }
      next = stat(place)?.parent
    }
    return false
  }

  /// Reads a line such as `123 (gradus-worker) R 120 …`.
  private func stat(_ process: pid_t) -> (name: String, parent: pid_t)? {
    let text = Files.bytes(of: "/proc/\(process)/stat").map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard let start = text.firstIndex(of: "("), let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[end...].split(separator: " ")
    return fields.count > 2 ? pid_t(fields[2]).map { (String(text[text.index(after: start)..<end]), $0) } : nil
  }

  private func ending(
    of plugin: Plugin, on runner: Runner, meanwhile: () async throws -> Void
  ) async throws -> Ending {
    async let result = runner.run(plugin, smallCase(steps: 1), limits: RunLimits(seconds: 60, cpuSeconds: 40))
    try await meanwhile()
    return await result.ending
  }

  @Test(arguments: [true, false]) func fromOutsideItIsNoFaultOfTheProgram(full: Bool) async throws {
    let bench = full ? try await Bench.shared : try await Bench.reduced
    let ending = try await ending(of: try await bench.compile(Self.endless), on: bench.runner) {
      kill(try await worker(), SIGKILL)
    }
    #expect(ending == .hostFault(HostError.killedFromOutside.description))
  }

  /// The control group says that the program used up the memory that it may use.
  @Test func forWantOfItsOwnMemoryItIsAFaultOfTheProgram() async throws {
    let bench = try await Bench.shared
    let root = try Folder()
    let probe = await ControlGroupTests.probe(bench, root)
    let runner = await Runner(installation: bench.installation, toolchain: bench.toolchain, sandbox: probe.sandbox)
    let before = Set(Files.names(in: root.path) ?? [])
    let ending = try await ending(of: try await bench.compile(Self.endless), on: runner) {
      let process = try await worker()
      let group = try #require((Files.names(in: root.path) ?? []).first { !before.contains($0) })
      try Files.write(Array("low 0\noom 3\noom_kill 1\n".utf8), to: root.path + "/\(group)/memory.events")
      kill(process, SIGKILL)
    }
    guard case .crashed(signal: 9, let message, nil) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(message == "it was killed, for using too much memory: a run has 512 MiB")
  }

  @Test(arguments: [true, false]) func holdingOffTheSignalOfTheLimitIsATimeOut(full: Bool) async throws {
    let made = try await Bench.withFoundation
    let source = Sources.stepping(
      """
          var all = sigset_t()
          sigfillset(&all)
          sigprocmask(SIG_BLOCK, &all, nil)
          var n = 1
          while n != 0 { n = n &* 3 | 1 }
          weights["b"][0] = Double(n)
      """, before: "import Foundation")
    let runner = await Runner(
      installation: made.installation, toolchain: made.toolchain,
      sandbox: full ? made.sandbox : made.sandbox.without(.namespaces))
    let result = await runner.run(
      try await made.compile(source), smallCase(steps: 1), limits: RunLimits(seconds: 60, cpuSeconds: 1))
    #expect(result.ending == .timedOut(seconds: 1, place: nil))
  }
}
