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

  /// The lines, each with the symbol on the left of its equation; nil for a heading.
  package var entries: [(symbol: String?, text: String)] {
    var lines: [(symbol: String?, text: String)] = []
    for setting in recipe.repetitions {
      lines.append((nil, "written out for \(setting.symbol) = \(Int(setting.defaultValue)):"))
    }
    var isForEach = false
    let names = recipe.parameters
    for equation in recipe.writtenOut {
      let isOfEach =
        !names.isEmpty && equation.target.parameter == nil && recipe.perParameter.contains(equation.target.name)
      if isOfEach != isForEach, isOfEach { lines.append((nil, "for each w of \(names.joined(separator: ", ")):")) }
      isForEach = isOfEach
      let text = line(equation)
      lines.append((text.firstRange(of: " = ").map { String(text[..<$0.lowerBound]) }, text))
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
