import ArgumentParser
import GradeModel
import Gradebook
import PluginHost
import Reporting

extension Gradus {
  struct Comment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say something to all who make one mistake, or to one student.",
      discussion: """
        The words are in all reports with that mistake, or of that student, now and after every later batch and regrading. \
        --instead changes what was said, --withdraw takes it back; the gradebook keeps what it was.
        """)

    @Argument(help: "The folder that gradus batch has written to.")
    var output: String

    @Argument(help: "The mistake, as gradus class names it; or a student's number, login, name or submission.")
    var audience: String

    @Argument(help: "The words; none with --withdraw.")
    var text: String?

    @Option(help: "The person who says them.")
    var author: String

    @Flag(help: "Let the words take the place of all that was said to these before.")
    var instead = false

    @Flag(help: "Take back all that was said to these.")
    var withdraw = false

    func validate() throws {
      if withdraw, text != nil || instead {
        throw ValidationError("--withdraw takes words back: give neither words nor --instead")
      }
      if !withdraw, Visible.isBlank(text ?? "") { throw ValidationError("the text is blank: expected some words") }
      if Visible.isBlank(author) { throw ValidationError("--author is blank: expected some words") }
    }

    func run() async throws {
      try await Failure.reporting {
        let book = try OpenGradebook(output)
        let (audience, submissions) = try audience(in: book)
        let (author, now) = (Visible.line(author), try Clock(environment: Environment.current).timestamp())
        // Words of an earlier roster's day are kept under another identifier.
        let kept = try GivenWords(of: book.gradebook).audiences(audience)
        let count = try Failure.ofGradebook { () throws(GradebookError) in
          if let text {
            let comment = Gradebook.Comment(text: Visible.line(text), author: author, made: now)
            try book.gradebook.comment(to: audience, comment, instead: instead)
          }
          var withdrawn = 0
          for one in kept where withdraw || instead && one != audience {
            withdrawn += try book.gradebook.withdraw(one, by: author, at: now)
          }
          return withdraw ? withdrawn : 1
        }
        if count == 0 { throw Failure.usage(Wording.nothingSaid(self.audience)) }
        let attempts = try Failure.ofGradebook { () throws(GradebookError) in try book.gradebook.attempts() }
        try OpenGradebook.exporting { () throws(Failure) in
          let exports = try book.exports()
          for (attempt, grading) in attempts { try exports.write(grading, of: attempt) }
          try exports.renewClass()
        }
        Terminal.printLines(
          (withdraw ? Wording.withdrawn(count, submissions) : Wording.commented(audience, submissions)) + "\n")
        return .fullMarks
      }
    }

    /// Returns whom the words are for, and the count of their submissions: a mistake that somebody makes or that was spoken of
    /// before, or else a student.
    private func audience(in book: OpenGradebook) throws(Failure) -> (Gradebook.Audience, Int) {
      let (summary, comments) = try Failure.ofGradebook { () throws(GradebookError) in
        (try book.gradebook.summary(), try book.gradebook.comments())
      }
      if let group = summary.mistakes.first(where: { $0.id == audience }) {
        return (.mistake(audience), group.members.count)
      }
      if comments[.mistake(audience)] != nil { return (.mistake(audience), 0) }
      guard let attempts = try book.attempts(named: audience), let first = attempts.first else {
        throw .usage(Wording.noMistake(audience, summary.mistakes.prefix(5).map(\.id)))
      }
      return (.student(first.attempt.student), attempts.count)
    }
  }
}
