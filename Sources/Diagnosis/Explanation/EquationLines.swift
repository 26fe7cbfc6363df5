internal import Equations

/// A recipe's equations as lines that fit a page.
struct EquationLines {
  private let recipe: Recipe
  private let rendering: Rendering

  init(_ recipe: Recipe) {
    self.recipe = recipe
    rendering = Rendering(for: recipe)
  }

  /// The longest derived formula that is printed. A longer one is no longer read, and its meaning says more than its
  /// text.
  private static let longest = 160

  var lines: [String] {
    var lines: [String] = []
    for setting in recipe.repetitions {
      lines.append("written out for \(setting.symbol) = \(Int(setting.defaultValue)):")
    }
    var isForEach = false
    let names = recipe.parameters
    for equation in recipe.writtenOut {
      let isOfEach =
        !names.isEmpty && equation.target.parameter == nil && recipe.perParameter.contains(equation.target.name)
      if isOfEach != isForEach, isOfEach { lines.append("for each w of \(names.joined(separator: ", ")):") }
      isForEach = isOfEach
      lines.append(line(equation))
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
