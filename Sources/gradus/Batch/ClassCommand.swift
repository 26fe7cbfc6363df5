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
          page.document(for: summary, reportsEndIn: settings.bestForm.ending), as: ClassPage.name,
          in: book.directory)
        Terminal.print(ClassText.document(for: summary, style: Terminal.style(Environment.current)))
        Terminal.printLines(try SameNumbersText(of: book.gradebook).text)
        return .fullMarks
      }
    }
  }
}
