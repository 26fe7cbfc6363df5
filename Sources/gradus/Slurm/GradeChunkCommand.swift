import ArgumentParser
import GradeModel
import Gradebook
import PluginHost
import Reporting

#if canImport(Glibc)
  import Glibc
#endif

extension Gradus {
  /// A task of a batch on a cluster. A person never types it.
  struct GradeChunk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "grade-chunk", abstract: "Grade the submissions of one task of a batch on a cluster.",
      shouldDisplay: false)

    @Argument var spool: String
    @Argument var number: Int

    func run() async throws {
      try await Failure.reporting {
        let spool = Spool(path: spool)
        // The batch may be over: this task was started twice.
        guard let settings = spool.settings, let items = spool.chunk(number) else { return .fullMarks }
        var open = items.filter { !spool.isGraded($0.key) }
        if open.isEmpty { return .fullMarks }
        // One that was begun and not graded may have ended the task before this one: it must not end this one too before
        // the others are graded.
        let begun = Set(open.map(\.key).filter(spool.isBegun))
        open = open.filter { !begun.contains($0.key) } + open.filter { begun.contains($0.key) }
        let bench = try await Bench(
          assignment: settings.assignment, environment: Environment.current,
          hiddenSeed: spool.secret.map { HiddenSeed.Secret(path: "--hidden-seed", bytes: $0) },
          requiring: SandboxChoice(rawValue: settings.sandbox)?.level ?? .full, phase: settings.phase)
        let conditions = bench.conditions()
        for item in open where !spool.isGraded(item.key) {
          try spool.begin(item.key)
          let graded = await bench.graded(
            try ReadSubmission(document: item.sources), name: item.name, illustrated: settings.illustrated)
          let grading = try Gradebook.Grading(
            graded, on: item.sources, under: 0, illustrated: settings.illustrated)
          try spool.write(
            Spool.Record(conditions: conditions, node: Self.node, grading: grading, checks: graded.whole.checks),
            of: item.key)
        }
        return .fullMarks
      }
    }

    private static var node: String {
      if let name = Environment.current["SLURMD_NODENAME"] { return name }
      var name = [CChar](repeating: 0, count: 256)
      return gethostname(&name, name.count - 1) == 0
        ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    }
  }
}
