internal import Equations
internal import Reference
internal import Tensors

/// One case of a drafted assignment, as lines of its manifest.
struct DraftCase {
  let id: String
  let title: String
  /// The case's place, from 0: nothing is as long as in another.
  let place: Int
  let seed: UInt64
  let share: Double?

  /// The lines of the case; `nil` if the shape of an input follows from others in a way that only an author knows.
  func lines(_ recipe: Recipe) -> [String]? {
    var lines = ["  - id: \(id)", "    title: \(title)", "    steps: \(steps(recipe))", "    seed: \(seed)"]
    let settings = self.settings(recipe)
    if !settings.isEmpty { lines.append("    settings: {\(settings.joined(separator: ", "))}") }
    if recipe.component.kind == .optimizer {
      lines += [
        "    parameters: {\(parameters)}", "    weights: {distribution: distinct, magnitudes: [0.75, 1.25]}",
        "    gradients: {distribution: normal, exponents: [-1.6, 1.6], zeros: 0.05}",
      ]
    }
    let named = recipe.inputs.filter { !$0.isPerParameter }
    if !named.isEmpty {
      var draws: [String] = []
      for input in named {
        guard let draw = draw(input, recipe) else { return nil }
        draws.append("      \(input.name): \(draw)")
      }
      lines += ["    inputs:"] + draws
    }
    if let share { lines.append("    share: \(share)") }
    return lines
  }

  private func steps(_ recipe: Recipe) -> Int {
    switch recipe.component.kind {
    case .optimizer: [25, 22, 18][place]
    case .schedule: [30, 41, 47][place]
    case .initializer: 1
    // A state that a layer keeps from call to call shows in the second.
    default: [1, 2, 3][place]
    }
  }

  /// The settings: the usual ones first, then ordinary ones that hide nothing.
  private func settings(_ recipe: Recipe) -> [String] {
    var generator = SeededGenerator(seed: seed &+ 0x5E77)
    let defaults = recipe.defaults
    return recipe.component.settings.filter { recipe.usedSettings.contains($0.name) }.map { setting in
      let usual = defaults[setting.name] ?? setting.defaultValue
      guard place > 0 else { return "\(setting.name): \(usual)" }
      var general = setting.general ?? usual
      // The third case has other numbers than the second.
      if place > 1 {
        let factor = [0.83, 0.91, 1.07, 1.19][Int(generator.uniform() * 4)]
        let other = (general * factor * 1000).rounded() / 1000
        if general != general.rounded(), setting.domain.contains(other) { general = other }
        if general == general.rounded(), setting.domain.contains(general + 1) { general += 1 }
      }
      return "\(setting.name): \(setting.domain.contains(general) ? general : usual)"
    }
  }

  private var parameters: String {
    [
      "W: [4, 3], b: [3], s: []", "V: [2, 6], c: [2], k: []", "A: [3, 5], d: [5], r: [], u: [4]",
    ][place]
  }

  private func draw(_ input: Input, _ recipe: Recipe) -> String? {
    if input.isNumber { return "{shape: [], distribution: normal}" }
    var axes = input.axes
    if axes.isEmpty, let own = input.gradientOf.flatMap({ recipe.axes[$0] }) { axes = own }
    let known = Self.axes(recipe)
    // A function of single numbers takes any shape, and the same for all.
    let isElementwise = known.isEmpty && axes.isEmpty
    let places = isElementwise ? [0, 1] : axes.compactMap { known.firstIndex(of: $0) }
    guard isElementwise || places.count == axes.count && !axes.isEmpty else { return nil }
    let isDrawn = recipe.component.kind.isOneDraw
    let shape = "[\(places.map { "\(isDrawn ? manyOf($0) : extent(of: $0))" }.joined(separator: ", "))]"
    if input.chance == .uniform { return "{shape: \(shape), distribution: uniform, range: [0, 1]}" }
    switch input.domain {
    case .unitInterval where input.axes.count > 1:
      return "{shape: \(shape), distribution: \(shares(of: input, recipe))}"
    case .unitInterval: return "{shape: \(shape), distribution: uniform, range: [0, 1]}"
    case .nonNegative: return "{shape: \(shape), distribution: uniform, range: [0.1, 2]}"
    case .plusOrMinusOne: return "{shape: \(shape), distribution: sign}"
    case .zeroOrOne: return "{shape: \(shape), distribution: whole, below: 2}"
    case .classes(let axis, let first):
      guard let place = known.firstIndex(of: axis) else { return nil }
      return "{shape: \(shape), distribution: whole, from: \(first), below: \(extent(of: place) + first)}"
    case .classesOrNone(let axis):
      guard let place = known.firstIndex(of: axis) else { return nil }
      return "{shape: \(shape), distribution: whole, from: -1, below: \(extent(of: place))}"
    case .ascendingFromZero: return nil
    case .real, .ordered, .squarable: return "{shape: \(shape), distribution: normal}"
    }
  }

  /// The draw of a row of shares. A target names one class; if its logarithm is taken, it may be a distribution too.
  private func shares(of input: Input, _ recipe: Recipe) -> String {
    guard input.name == "target" else { return "probabilities" }
    let isDistribution = recipe.equations.contains { equation in
      equation.formula.node.subformulas.contains(.unary(.logarithm, .quantity(Reference(input.name))))
    }
    return isDistribution && place != 1 ? "probabilities" : "oneHot"
  }

  /// The axes of all that is given, in the order of the inputs.
  private static func axes(_ recipe: Recipe) -> [Axis] {
    var known: [Axis] = []
    for axis in recipe.inputs.flatMap(\.axes) where !known.contains(axis) { known.append(axis) }
    return known
  }

  /// The extent of an axis of draws, which show their distribution by their number.
  private func manyOf(_ axis: Int) -> Int { [[30, 90, 3, 4], [160, 20, 5, 2], [100, 250, 2, 3]][place][axis % 4] }

  /// The extent of an axis: no two alike in a case, and none alike in two cases.
  private func extent(of axis: Int) -> Int { [[5, 4, 3, 7, 2], [6, 3, 5, 2, 4], [4, 7, 6, 3, 5]][place][axis % 5] }
}
