import ArgumentParser
import Equations
import GradeModel
import Grading
import PluginHost
import Reference
import Reporting

extension Gradus {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List every recipe and its conventions, and the assignments.")

    func run() async throws {
      try await Failure.reporting {
        for kind in Equations.Component.Kind.allCases {
          let components = Catalogue.components.filter { $0.kind == kind }
          if components.isEmpty { continue }
          Terminal.print("\(kind.rawValue)\n")
          for component in components {
            let conventions = component.conventions.map { convention in
              convention.taughtIn.isEmpty
                ? convention.name : "\(convention.name) (\(convention.taughtIn.joined(separator: " ")))"
            }
            Terminal.print("  \(component.name): \(conventions.joined(separator: ", "))\n")
          }
        }
        if let installation = try? Installation.find(), let ids = try? Shelf(installation).ids() {
          Terminal.print("assignments\n" + ids.map { "  \($0)\n" }.joined())
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
          let wanted = try convention.map { (name) throws(RecipeError) in try component.recipe(name).convention }
          Terminal.print(Explanation.text(component, convention: wanted))
        } catch let error as RecipeError {
          throw Failure.usage("\(error)")
        }
        return .fullMarks
      }
    }
  }
}

/// A component in words and formulas.
enum Explanation {
  static func text(_ component: Equations.Component, convention wanted: String?) -> String {
    var lines = [component.title, ""]
    for convention in component.conventions where wanted == nil || convention.name == wanted {
      let taught =
        convention.taughtIn.isEmpty ? "not in the notes" : "notes " + convention.taughtIn.joined(separator: ", ")
      lines.append("\(convention.name): \(convention.rule) (\(taught))")
      if let recipe = try? component.recipe(convention.name) {
        let rendering = Rendering(for: recipe)
        lines += recipe.equations.map { "    " + rendering.text($0) }
      }
      lines.append("")
    }
    if let recipe = try? component.recipe(wanted) {
      let mistakes = recipe.likelyMistakes()
      if !mistakes.isEmpty { lines += ["known mistakes (\(recipe.convention))"] + mistakes.map { "    " + $0 } + [""] }
    }
    if !component.settings.isEmpty {
      lines.append("settings")
      lines += component.settings.map { "    \($0.symbol)  \($0.name) = \($0.defaultValue), \($0.domain.rawValue)" }
      lines.append("")
    }
    lines.append("inputs")
    if component.kind == .optimizer { lines.append("    parameters/<name>  the parameters at the start") }
    for input in component.inputs {
      let name = input.isPerParameter ? "\(input.name)/<name>" : input.name
      let axes = (input.isPerStep ? ["step"] : []) + input.axes.map(\.name) + (input.isPerParameter ? ["…"] : [])
      lines.append("    \(name) [\(axes.joined(separator: ", "))]  \(input.meaning)")
    }
    lines += ["", "sources"] + component.sources.map { "    \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
