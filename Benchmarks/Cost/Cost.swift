import Assignments
import Foundation
import Glibc
import PluginHost
import Tensors
import Traces

/// Measures the cost of the sandbox: the same submission is compiled and run with all of it and with none of it, in
/// turn, in one process.
///
/// Times are on the clock and, without namespaces, also in processor time of all processes that were started. The clock
/// also measures other work of the machine. With namespaces, bubblewrap does not pass on its children's processor time.
///
/// `gradus-cost [SUBMISSION] [ROUNDS]`
@main
struct Cost {
  static func main() async {
    do {
      try await measure()
    } catch {
      FileHandle.standardError.write(Data("gradus-cost: \(error)\n".utf8))
      exit(64)
    }
  }

  private static func measure() async throws {
    let installation = try Installation.find()
    let arguments = CommandLine.arguments.dropFirst()
    let path = arguments.first ?? installation.assignments + "/10-adam/Solution"
    let rounds = arguments.dropFirst().first.flatMap { Int($0) } ?? 15

    let assignment = try AssignmentLibrary(directory: installation.assignments).assignment("10-adam")
    let cases = assignment.cases.map { OptimizerCase(RunInputs($0)) }
    let submission = try Submission(at: path)
    let toolchain = try await Toolchain.find()
    let sandbox = await Sandbox.probe(installation: installation)
    let kit = try await KitBuilder(installation: installation, toolchain: toolchain, sandbox: sandbox).kit()

    /// Compiles and runs in one sandbox, and returns the times of the parts.
    func measured(_ sandbox: Sandbox, runs: Int) async throws -> (compile: Spent, whole: Spent) {
      let compiler = try await Compiler(installation: installation, toolchain: toolchain, kit: kit, sandbox: sandbox)
      let runner = await Runner(installation: installation, toolchain: toolchain, sandbox: sandbox)
      let start = Spent.now
      let plugin = try await compiler.compile(
        submission, type: assignment.typeName, conformingTo: "Optimizer")
      let compiled = Spent.now
      @Sendable func runAll(_ cases: [OptimizerCase]) async {
        for wanted in cases {
          let result = await runner.run(plugin, wanted)
          guard result.ending == .completed else { fatalError("\(result.ending)") }
        }
      }
      // As in `gradus check`, the second runs go side by side with the first.
      async let again: Void = runs > 1 ? runAll(cases.reversed()) : ()
      if runs > 0 { await runAll(cases) }
      await again
      return (compiled - start, .now - start)
    }

    let layers: [(name: String, layers: Sandbox.Layers)] = [
      ("namespaces", .namespaces), ("files", .files), ("calls", .calls),
    ]
    var bare: [(compile: Spent, whole: Spent)] = []
    var sealed = bare
    var single: [String: [Spent]] = [:]
    // The first round warms the file cache and counts for neither.
    for round in 0...rounds {
      let one = try await measured(.absent, runs: 1)
      let other = try await measured(sandbox, runs: 2)
      for (name, layer) in layers {
        let others = Sandbox.Layers([.namespaces, .files, .calls]).subtracting(layer)
        let alone = try await measured(sandbox.without(others), runs: 0)
        if round > 0 { single[name, default: []].append(alone.compile) }
      }
      if round > 0 {
        bare.append(one)
        sealed.append(other)
      }
    }
    print("level \(sandbox.level.rawValue), \(rounds) rounds, medians in milliseconds")
    let isCounted = !sandbox.layers.contains(.namespaces)
    line("compile and link", bare.map(\.compile), sealed.map(\.compile), bound: 1.10, isCounted: isCounted)
    for (name, layer) in layers {
      line(
        "  \(name) alone", bare.map(\.compile), single[name] ?? [], bound: nil, isCounted: layer != .namespaces)
    }
    line(
      "whole check, each case once or twice", bare.map(\.whole), sealed.map(\.whole), bound: 1.25,
      isCounted: isCounted)
  }

  /// - Parameter isCounted: true if the processor time of all that was started is known.
  private static func line(
    _ title: String, _ bare: [Spent], _ sealed: [Spent], bound: Double?, isCounted: Bool
  ) {
    print(title + (bound.map { " (wanted: at most \($0))" } ?? ""))
    for (name, part) in [("clock", \Spent.clock), ("processor", \Spent.processor)] where isCounted || name == "clock" {
      // Each round compares its two runs: other work of the machine slows both.
      let ratios = zip(sealed, bare).map { $0[keyPath: part] / $1[keyPath: part] }
      let (without, with) = (median(bare.map { $0[keyPath: part] }), median(sealed.map { $0[keyPath: part] }))
      print("    \(name): bare \(rounded(without)), so \(rounded(with)), ratio \(rounded(median(ratios)))")
    }
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

/// Time, in milliseconds.
private struct Spent {
  let clock: Double
  /// Processor time of the processes that were started and have ended.
  let processor: Double

  private static let start = ContinuousClock.now

  static var now: Spent {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1e3 + Double(time.tv_usec) * 1e-3 }
    return Spent(
      clock: (ContinuousClock.now - start) / .milliseconds(1),
      processor: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime))
  }

  static func - (end: Spent, start: Spent) -> Spent {
    Spent(clock: end.clock - start.clock, processor: end.processor - start.processor)
  }
}

extension OptimizerCase {
  fileprivate init(_ inputs: RunInputs) {
    self.init(
      settings: inputs.settings, settingSeries: inputs.schedules,
      parameters: inputs.names.compactMap { name in inputs.parameters[name].map { (name: name, tensor: $0) } },
      gradients: inputs.series)
  }
}
