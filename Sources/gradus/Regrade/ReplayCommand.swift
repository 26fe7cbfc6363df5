import ArgumentParser
import GradeModel
import Gradebook
import PluginHost
import Reporting

extension Gradus {
  struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Grade one submission of a gradebook again, and compare every byte of the report.",
      discussion: """
        The same submission, assignment, toolchain and grader give the same report; if it differs, the input that differs is \
        named. --write FILE makes a record that can be replayed elsewhere: gradus replay FILE. Without the hidden seed only the \
        public cases are compared. Exits with 0 if the report is the same, and with 1 if it differs.
        """)

    @Argument(help: "The folder that gradus batch has written to, or a record.")
    var record: String

    @Argument(help: "The submission, as summary.csv names it, or a student's number, login or name; not with a record.")
    var submission: String?

    @Option(help: "The folder of the assignment, if it is of another course than the installation's.")
    var assignment: String?

    @Option(help: "Write the record to this file, and do not replay it.")
    var write: String?

    @Option(name: .customLong("hidden-seed"), help: "The bytes of this file, from which hidden cases were drawn.")
    var hiddenSeed: String?

    func run() async throws {
      try await Failure.reporting {
        let secret = try HiddenSeed.read(hiddenSeed)
        let (record, request) =
          try submission.map { name throws(Failure) in try Self.record(of: name, in: self.record) }
          ?? (AttemptRecord(at: self.record), nil)
        if let write {
          try ReportFile.write(try record.document, to: write)
          return .fullMarks
        }
        let replayed = try await record.replay(hiddenSeed: secret, assignment: assignment ?? request)
        Terminal.printLines(replayed.text)
        return replayed.isSame ? .fullMarks : .marksLost
      }
    }

    /// Returns what a gradebook keeps of an attempt, and its assignment as a command is given it.
    private static func record(of name: String, in output: String) throws(Failure) -> (AttemptRecord, String?) {
      let book = try OpenGradebook(output)
      let settings = try BatchSettings(of: book.gradebook)
      let attempts = try book.attempts(of: name)
      // Of a student's attempts the one of that name, else the last.
      let (attempt, grading) =
        attempts.first { Visible.text($0.attempt.name) == Visible.text(name) } ?? attempts[attempts.count - 1]
      let record = try Failure.ofGradebook { () throws(GradebookError) in
        let kept = try book.gradebook.grading(grading)
        return AttemptRecord(
          name: attempt.name, assignment: try book.gradebook.assignment(),
          conditions: try book.gradebook.conditions(kept.conditions), sources: kept.sources, report: kept.report)
      }
      return (record, settings.request(for: record.assignment))
    }
  }
}
