import ArgumentParser
import Equations
import GradeModel
import Diagnosis
import Oracles
import PluginHost
import Reference
import Reporting

extension Gradus {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List every recipe with its conventions, who teaches and who recorded each, and the assignments.")

    func run() async throws {
      try await Failure.reporting {
        let installation = try? Installation.find()
        let recorded = installation.flatMap { try? RecordedTrace.all(in: $0.references + "/oracles") }
        Terminal.print(Listing(recorded: recorded ?? []).text)
        if let installation, let ids = try? Shelf(installation).ids() {
          Terminal.print("\nassignments\n" + ids.map { "  \($0)\n" }.joined())
        }
        return .fullMarks
      }
    }
  }

  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a recipe: its equations, its conventions and who teaches them, its known mistakes, its settings."
    )

    @Argument(help: "The recipe's name, such as adam.")
    var name: String

    @Option(help: "Only this convention.")
    var convention: String?

    func run() async throws {
      try await Failure.reporting {
        do {
          let component = try Catalogue.component(name)
          Terminal.print(try Explanation(component, convention: convention).text)
        } catch let error as RecipeError {
          throw Failure.usage("\(error)")
        }
        return .fullMarks
      }
    }
  }
}
