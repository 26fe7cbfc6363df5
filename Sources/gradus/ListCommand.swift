import ArgumentParser
import Assignments
import Diagnosis
import Equations
import GradeModel
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
        Terminal.print(Listing(recorded: recorded ?? []) { $0.obstacle == nil }.text)
        if let installation, let ids = try? Shelf(installation).ids() {
          Terminal.print("\nassignments\n" + ids.map { "  \($0)\n" }.joined())
        }
        return .fullMarks
      }
    }
  }

  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Print a recipe: its equations, its conventions and who teaches them, its known mistakes, its settings, its quantities."
    )

    @Argument(help: "The recipe's name, such as adam.")
    var name: String

    @Option(help: "Only this convention.")
    var convention: String?

    func run() async throws {
      try await Failure.reporting {
        do {
          let component = try Catalogue.component(name)
          let recipes = try (convention.map { [$0] } ?? component.conventions.map(\.name)).map(component.recipe)
          Terminal.print(try Explanation(component, convention: convention).text)
          Terminal.print("\n" + Wording.gradable(recipes))
        } catch let error as RecipeError {
          throw Failure.usage("\(error)")
        }
        return .fullMarks
      }
    }
  }
}
