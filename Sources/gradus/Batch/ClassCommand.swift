import ArgumentParser
import GradeModel
import Gradebook
import PluginHost
import Reporting

extension Gradus {
  struct Class: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a class at a glance: who makes which mistake, how the points are spread, what was hardest.",
      discussion: """
        Prints the table, and writes class.csv (points by case and quantity, and the mistakes) and class.htm, a page for a \
        browser with a link to each report, beside the reports. gradus comment says something to all who make one mistake.
        """)

    @Argument(help: "The folder that gradus batch has written to.")
    var output: String

    func run() async throws {
      try await Failure.reporting {
        let book = try OpenGradebook(output)
        let summary = try Failure.ofGradebook { () throws(GradebookError) in try book.gradebook.summary() }
        if summary.members.isEmpty { throw Failure.usage(Wording.noBatch) }
        let installation = try Shelf.installation()
        let settings = try BatchSettings(of: book.gradebook)
        let page = try ClassPage(of: installation)
        try ReportFile.write(ClassCSV.document(for: summary), as: ClassCSV.name, in: book.directory)
        try ReportFile.write(
          page.document(for: summary, reportsEndIn: settings.html ? ".html" : ".xml"), as: ClassPage.name,
          in: book.directory)
        Terminal.print(ClassText.document(for: summary, style: Terminal.style(Environment.current)))
        Terminal.print(try SameNumbersText(of: book.gradebook).text)
        return .fullMarks
      }
    }
  }

  struct Comment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say something to all who make one mistake.",
      discussion: """
        The words are in all reports with that mistake now, and in those that later batches and regradings make.
        """)

    @Argument(help: "The folder that gradus batch has written to.")
    var output: String

    @Argument(help: "The mistake, as gradus class names it.")
    var mistake: String

    @Argument(help: "The words.")
    var text: String

    @Option(help: "The person who says them.")
    var author: String

    func validate() throws {
      for (name, words) in [("the text", text), ("--author", author)] where Visible.isBlank(words) {
        throw ValidationError("\(name) is blank: expected some words")
      }
    }

    func run() async throws {
      try await Failure.reporting {
        let book = try OpenGradebook(output)
        let summary = try Failure.ofGradebook { () throws(GradebookError) in try book.gradebook.summary() }
        guard let group = summary.mistakes.first(where: { $0.id == mistake }) else {
          throw Failure.usage(Wording.noMistake(mistake, summary.mistakes.prefix(5).map(\.id)))
        }
        let comment = Gradebook.Comment(
          text: Visible.line(text), author: Visible.line(author),
          made: try Clock(environment: Environment.current).timestamp())
        try Failure.ofGradebook { () throws(GradebookError) in try book.gradebook.comment(on: mistake, comment) }
        let exports = try book.exports()
        for (attempt, grading) in try Failure.ofGradebook({ () throws(GradebookError) in try book.gradebook.attempts() }
        ) {
          try exports.write(grading, of: attempt)
        }
        Terminal.print(Wording.commented(group.members.count) + "\n")
        return .fullMarks
      }
    }
  }
}
