import ArgumentParser
import GradeModel
import Gradebook
import PluginHost
import Reporting

extension Gradus {
  struct Adjust: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add points to a student's grade, or take some, with a reason.",
      discussion: """
        The gradebook keeps an adjustment for good: it is in the student's reports and in summary.csv now, and after every \
        later batch and regrading. An adjustment is undone by its opposite, and no grade falls below 0. A withheld grade stays withheld.
        """)

    @Argument(help: "The folder that gradus batch has written to.")
    var output: String

    @Argument(help: "The student's number, login or name, or the submission's name as summary.csv has it.")
    var student: String

    @Option(parsing: .unconditional, help: "The points to add, such as +5 or -2.5.")
    var points: Double

    @Option(help: "The reason, which the student reads.")
    var reason: String

    @Option(help: "The person who decides.")
    var author: String

    func validate() throws {
      guard points.isFinite, points != 0, points.magnitude <= 1e6 else {
        throw ValidationError("--points expects a number other than 0, such as +5, and was given \(points)")
      }
      for (name, text) in [("--reason", reason), ("--author", author)] where Visible.isBlank(text) {
        throw ValidationError("\(name) expects some words")
      }
    }

    func run() async throws {
      try await Failure.reporting {
        let book = try OpenGradebook(output)
        let adjustment = Adjustment(
          points: points, reason: Visible.line(reason), author: Visible.line(author),
          made: try Clock(environment: Environment.current).timestamp())
        let attempts = try book.attempts(of: student)
        try Failure.ofGradebook { () throws(GradebookError) in
          try book.gradebook.adjust(attempts[0].attempt.student, by: adjustment)
        }
        let rows = try OpenGradebook.exporting { () throws(Failure) in
          let exports = try book.exports()
          for (attempt, grading) in attempts { try exports.write(grading, of: attempt) }
          return try exports.writeSummary(lost: [:])
        }
        for row in rows where attempts.contains(where: { $0.attempt.name == row.submission }) {
          Terminal.printLines(Wording.adjusted(row) + "\n")
        }
        return .fullMarks
      }
    }
  }
}
