package import Equations
internal import Judging

/// A component in words and formulas: the text that `gradus explain` prints.
package struct Explanation {
  private let component: Component
  /// The conventions that are shown.
  private let recipes: [Recipe]
  /// True if they are all conventions of the component.
  private let isWhole: Bool

  /// - Parameter convention: the only one to show; nil for all.
  /// - Throws: `RecipeError` for a convention that the component does not have.
  package init(_ component: Component, convention: String? = nil) throws(RecipeError) {
    self.component = component
    isWhole = convention == nil
    var recipes: [Recipe] = []
    for name in convention.map({ [$0] }) ?? component.conventions.map(\.name) {
      recipes.append(try component.recipe(name))
    }
    self.recipes = recipes
  }

  package var text: String {
    let sections = [formulas, mistakes, settings, inputs, ["sources"] + component.sources.map(Self.indented)]
    return ([[component.title]] + sections.filter { !$0.isEmpty }).map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private static func indented(_ line: String) -> String { "    " + line }

  // MARK: Formulas

  /// Each convention's equations. In a training run, the equations before the optimizer are the same in all
  /// conventions, and are printed once.
  private var formulas: [String] {
    let lines = recipes.map { EquationLines($0).lines }
    var shared = component.kind == .training && recipes.count > 1 ? Self.commonPrefix(lines) : 0
    // A heading stays with the lines below it.
    if shared > 0, lines[0][shared - 1].hasSuffix(":") { shared -= 1 }
    var text: [String] = []
    if shared > 0 { text += ["in every convention"] + lines[0].prefix(shared).map(Self.indented) + [""] }
    for (index, recipe) in recipes.enumerated() {
      guard let convention = component.conventions.first(where: { $0.name == recipe.convention }) else { continue }
      if index > 0 { text.append("") }
      text.append("\(convention.name): \(convention.rule) (\(Self.taught(convention)))")
      text += lines[index].dropFirst(shared).map(Self.indented)
    }
    return text
  }

  private static func taught(_ convention: Convention) -> String {
    switch convention.taughtIn.count {
    case 0: "not in the notes"
    case 1: "note \(convention.taughtIn[0])"
    default: "notes \(convention.taughtIn.joined(separator: ", "))"
    }
  }

  private static func commonPrefix(_ lines: [[String]]) -> Int {
    var count = 0
    while let line = lines[0].dropFirst(count).first, lines.allSatisfy({ $0.dropFirst(count).first == line }) {
      count += 1
    }
    return count
  }

  // MARK: Mistakes

  /// The most slips that are listed: of all conventions together, and of one alone.
  private static let (together, alone) = (20, 6)

  /// The known mistakes of every convention shown, from the component's file. Then everyday slips; those that all
  /// conventions share are listed once.
  private var mistakes: [String] {
    let named = merged(recipes.map(\.namedMistakes))
    let slips = recipes.map(\.everydaySlips)
    let common = slips[0].filter { slip in slips.allSatisfy { $0.contains(slip) } }
    var text: [String] = []
    if !named.isEmpty { text += ["known mistakes"] + named.map { Self.indented($0.name + only($0.recipes)) } }
    let room = max(Self.together - named.count, 0)
    if !common.isEmpty && room > 0 {
      text += (text.isEmpty ? [] : [""]) + ["everyday slips"] + common.prefix(room).map(Self.indented)
    }
    let known = Set(common)
    for (recipe, slips) in zip(recipes, slips) {
      let own = slips.filter { !known.contains($0) }.prefix(Self.alone)
      if own.isEmpty { continue }
      text += (text.isEmpty ? [] : [""]) + ["everyday slips, \(recipe.convention)"] + own.map(Self.indented)
    }
    return text
  }

  // MARK: Settings and inputs

  private var settings: [String] {
    let lines = recipes.map { recipe in
      component.settings.filter { recipe.usedSettings.contains($0.name) }.map { setting in
        "\(setting.symbol)  \(setting.name) = \(Self.plain(setting.defaultValue(in: recipe.convention))), \(setting.domain.rawValue)"
      }
    }
    return section("settings", lines)
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// The inputs that `gradus trace` takes in each convention.
  private var inputs: [String] {
    section("inputs", recipes.map { recipe in recipe.listedInputs.map { "\($0.layout)  \($0.meaning)" } })
  }

  private func section(_ title: String, _ lines: [[String]]) -> [String] {
    let entries = merged(lines)
    return entries.isEmpty ? [] : [title] + entries.map { Self.indented($0.name + only($0.recipes)) }
  }

  /// Each line once, with its conventions, in the order in which the lines first occur.
  private func merged(_ lines: [[String]]) -> [(name: String, recipes: [String])] {
    var found: [(name: String, recipes: [String])] = []
    for (recipe, lines) in zip(recipes, lines) {
      for line in lines {
        if let index = found.firstIndex(where: { $0.name == line }) {
          found[index].recipes.append(recipe.convention)
        } else {
          found.append((line, [recipe.convention]))
        }
      }
    }
    return found
  }

  private func only(_ conventions: [String]) -> String {
    conventions.count == recipes.count ? "" : " (only \(conventions.joined(separator: ", ")))"
  }
}
