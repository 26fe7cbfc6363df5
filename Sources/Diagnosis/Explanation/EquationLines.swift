package import Equations

/// A recipe's equations as lines that fit a page.
package struct EquationLines {
  private let recipe: Recipe
  private let rendering: Rendering

  package init(_ recipe: Recipe) {
    self.recipe = recipe
    rendering = Rendering(for: recipe)
  }

  /// The longest derived formula that is printed. A longer one is no longer read, and its meaning says more than its
  /// text.
  private static let longest = 160

  var lines: [String] { entries.map(\.text) }

  /// A line: an equation with the symbol on its left and its quantity, or a heading without them.
  package struct Entry {
    package var symbol: String?
    package var text: String
    package var target: Reference?
  }

  package var entries: [Entry] {
    var lines: [Entry] = []
    for setting in recipe.repetitions {
      lines.append(Entry(text: "written out for \(setting.symbol) = \(Int(setting.defaultValue)):"))
    }
    var isForEach = false
    let names = recipe.parameters
    for equation in recipe.writtenOut {
      let isOfEach =
        !names.isEmpty && equation.target.parameter == nil && recipe.perParameter.contains(equation.target.name)
      if isOfEach != isForEach, isOfEach {
        lines.append(Entry(text: "for each w of \(names.joined(separator: ", ")):"))
      }
      isForEach = isOfEach
      let text = line(equation)
      let symbol = text.firstRange(of: " = ").map { String(text[..<$0.lowerBound]) }
      lines.append(Entry(symbol: symbol, text: text, target: equation.target))
    }
    return lines
  }

  private func line(_ equation: Equation) -> String {
    let text = rendering.text(equation)
    guard text.count > Self.longest, recipe.component.derived.contains(equation.target.name) else { return text }
    let source = quantity(String(equation.target.name.dropFirst()))
    return "\(rendering.text(quantity(equation.target.name))) = ∂L/∂\(rendering.text(source)), by the chain rule"
  }
}
