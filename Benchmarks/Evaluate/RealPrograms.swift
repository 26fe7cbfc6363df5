import Foundation
import PluginHost
import Reference
import Traces

/// A compiler and a runner of generated programs, as submissions.
struct RealPrograms {
  let compiler: Compiler
  let runner: Runner

  init(environment: [String: String]) async throws {
    let installation = try Installation.find(environment: environment)
    let toolchain = try await Toolchain.find(path: environment["PATH"])
    let sandbox = await Sandbox.probe(installation: installation, path: environment["PATH"])
    let kit = try await KitBuilder(installation: installation, toolchain: toolchain, sandbox: sandbox).kit()
    compiler = try await Compiler(installation: installation, toolchain: toolchain, kit: kit, sandbox: sandbox)
    runner = await Runner(installation: installation, toolchain: toolchain, sandbox: sandbox)
  }

  /// Returns the traces that a program publishes in each case and the time that compiling took; nil without a program,
  /// or if it does not run to its end.
  func traces(
    _ source: String?, on cases: [RunInputs]
  ) async -> (traces: [Traces.Trace], compile: Duration)? {
    guard let source else { return nil }
    let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-evaluate-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(source.utf8).write(to: folder.appending(path: "Submission.swift"))
      let clock = ContinuousClock()
      let started = clock.now
      let plugin = try await compiler.compile(
        Submission(at: folder.path), type: "Submission", conformingTo: "Optimizer")
      let compile = clock.now - started
      var traces: [Traces.Trace] = []
      for inputs in cases {
        let wanted = OptimizerCase(
          settings: inputs.settings,
          parameters: inputs.names.compactMap { name in inputs.parameters[name].map { (name: name, tensor: $0) } },
          gradients: inputs.series)
        let result = await runner.run(plugin, wanted)
        guard result.ending == .completed else { return nil }
        traces.append(result.trace)
      }
      return (traces, compile)
    } catch {
      FileHandle.standardError.write(Data("a generated program was refused: \(error)\n\(source)\n".utf8))
      return nil
    }
  }
}
