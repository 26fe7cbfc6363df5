import ArgumentParser
import GradeModel
import Gradebook
import PluginHost
import Reporting

extension Gradus {
  struct Regrade: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show which grades would move if all were graded now, and by what.",
      discussion: """
        Grades what the gradebook keeps of each submission with the assignment, the toolchain and the grader of now. The \
        marks that count stay as they are until --apply, and with that none falls unless --allow-lower says so.
        """)

    @Argument(help: "The folder that gradus batch has written to.")
    var output: String

    @Flag(help: "Let the new grades count, and write the reports and the table.")
    var apply = false

    @Flag(name: .customLong("allow-lower"), help: "With --apply: let grades fall too.")
    var allowLower = false

    @Option(help: "Regrade one student alone, by number, login, name or submission.")
    var only: String?

    @OptionGroup
    var grading: GradingOptions

    @Option(help: "The folder of the assignment, if its course has moved since the batch.")
    var assignment: String?

    func validate() throws {
      if allowLower, !apply { throw ValidationError("--allow-lower decides what --apply writes: give both") }
    }

    func run() async throws {
      try await Failure.reporting {
        let secret = try HiddenSeed.read(grading.hiddenSeed)
        let book = try OpenGradebook(output)
        try BatchSettings.requireHiddenCases(of: book.gradebook, secret != nil, publicOnly: grading.publicOnly)
        let settings = try BatchSettings(of: book.gradebook)
        let id = try Failure.ofGradebook { () throws(GradebookError) in try book.gradebook.assignment() }
        let attempts = try only.map { name throws(Failure) in try book.attempts(of: name) } ?? book.graded()
        let bench = try await Bench(
          assignment: assignment ?? settings.request(for: id), environment: Environment.current, hiddenSeed: secret,
          requiring: SandboxChoice(rawValue: settings.sandbox)?.level ?? .full, phase: settings.phase)
        let regrading = try Regrading(bench, book.gradebook, settings, jobs: grading.jobs)
        let result = try await regrading.run(attempts)
        Terminal.progress("")
        Terminal.printLines(RegradeText(result, applying: apply, allowLower: allowLower).text)
        guard apply else { return .fullMarks }
        try self.apply(result, book)
        return .fullMarks
      }
    }

    private func apply(_ result: Regrading.Result, _ book: OpenGradebook) throws(Failure) {
      let chosen = result.gradings.filter { $0.counts(allowLower: allowLower) }
      try Failure.ofGradebook { () throws(GradebookError) in
        try book.gradebook.settle(chosen.map { (attempt: $0.attempt, grading: $0.new.id) })
      }
      let exports = try book.exports()
      for grading in chosen { try exports.write(grading.new.id, of: grading.attempt) }
      // All that the batch has: a full disk may have left reports behind the gradebook, and nothing moves a second time.
      for standing in try Failure.ofGradebook({ () throws(GradebookError) in try book.gradebook.standings() }) {
        try exports.write(
          standing.grading,
          of: Gradebook.Attempt(name: standing.name, report: standing.report, student: standing.student))
      }
      _ = try exports.writeSummary(lost: [:])
    }
  }
}
