/// A writer of equations as plain mathematics.
package struct Rendering {
  let symbols: [String: String]
  private let showsSteps: Bool
  /// A network's parameters, whose names mean their weights before the step.
  private let parameters: Set<String>
  /// Inputs that are given once and do not change from step to step.
  private let constants: Set<String>
  /// The words for several entries along an axis, for readers who do not know the names of axes.
  private let words: ((String) -> String)?

  /// - Parameters:
  ///   - recipe: the recipe whose symbols are used. Steps are shown if its equations look back along them.
  ///   - words: the words for several entries along an axis, `examples`; nil to show axes by their names, `N⟨batch⟩`.
  package init(for recipe: Recipe, calling words: ((String) -> String)? = nil) {
    self.words = words
    var symbols: [String: String] = [:]
    for reference in [w.reference, g.reference] + recipe.equations.map(\.target) {
      if let symbol = reference.symbol { symbols[reference.name] = symbol }
    }
    for input in recipe.inputs { if let symbol = input.symbol { symbols[input.name] = symbol } }
    // To a reader, the rows of a batch are those of the input that they are taken from.
    for equation in recipe.equations where words != nil && recipe.component.internals.contains(equation.target.name) {
      guard case .gather(.quantity(let table), _, _) = equation.formula.node else { continue }
      symbols[equation.target.name] = symbols[table.name] ?? table.name
    }
    for setting in recipe.component.settings { symbols[setting.name] = setting.symbol }
    self.symbols = symbols
    showsSteps = recipe.equations.contains { Rendering.mentionsSteps($0.formula.node) }
    parameters = Set(recipe.parameters)
    constants = Set(recipe.inputs.filter { !$0.isPerStep }.map(\.name))
  }

  /// `mₜ = β₁·mₜ₋₁ + (1 − β₁)·gₜ`
  package func text(_ equation: Equation) -> String {
    "\(text(.quantity(equation.target))) = \(text(equation.formula.node))"
  }

  package func text(_ expression: Expression) -> String { text(expression.node) }

  private static func mentionsSteps(_ node: Node) -> Bool {
    switch node {
    case .step, .previous(_, along: .step), .recent: true
    default: node.operands.contains(where: mentionsSteps)
    }
  }

  enum Level: Int, Comparable {
    case sum, product, power, atom
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  func level(_ node: Node) -> Level {
    switch node {
    case .unary(.negate, _): decision(node) == nil ? .sum : .atom
    case .binary(.add, _, _), .binary(.subtract, _, _), .unary(.exponentialMinusOne, _): .sum
    case .number(let value): value < 0 ? .sum : .atom
    case .binary(.multiply, _, _), .binary(.divide, _, _), .contract, .solve: .product
    case .reduce(.sum, _, _): .product
    case .unary(.square, _), .binary(.power, _, _): .power
    default: .atom
    }
  }

  private func text(_ node: Node, atLeast minimum: Level) -> String {
    level(node) < minimum ? "(\(text(node)))" : text(node)
  }

  private func text(_ node: Node) -> String {
    switch node {
    case .quantity(let reference): name(reference) + step(of: reference)
    case .previous(let reference, let axis): name(reference) + (axis == .step ? "ₜ₋₁" : bracketed("\(axis) − 1"))
    case .next(let reference, let axis): name(reference) + bracketed("\(axis) + 1")
    case .setting(let name): symbols[name] ?? name
    case .step: "t"
    case .number(let value): value < 0 ? "−\(number(-value))" : number(value)
    case .extent(_, let axis): words.map { "(number of \($0(axis.name)))" } ?? "N⟨\(axis)⟩"
    case .unary(let operation, let a): decision(node) ?? text(operation, a)
    case .binary(let operation, let a, let b): text(operation, a, b)
    case .reduce(let reduction, let a, let axes):
      reduction == .sum
        ? "Σ\(list(axes)) \(text(a, atLeast: .product))"
        : "\(reduction == .mean ? "mean" : "max")\(list(axes))(\(text(a)))"
    case .contract(let a, let b, let axes):
      (axes.isEmpty ? "" : "Σ\(list(axes)) ") + "\(text(a, atLeast: .product))·\(text(b, atLeast: .power))"
    case .solve(let a, let b, _, let columns):
      "\(text(a, atLeast: .atom))⁻¹\(hint("\(columns)"))·\(text(b, atLeast: .power))"
    case .select(let c, let a, let b): "(\(text(a)) if \(condition(c)), else \(text(b)))"
    case .rename(let a, let axis, let other):
      if let matrix = node.untransposed {
        "\(text(matrix, atLeast: .atom))ᵀ"
      } else {
        words == nil ? "\(text(a, atLeast: .atom))⟨\(axis) → \(other)⟩" : text(a, atLeast: .atom)
      }
    case .positions(_, let axis): "index\(hint("\(axis)"))"
    case .gather(let a, let b, let axis):
      text(a, atLeast: .atom) + (words == nil ? "⟨\(axis) = \(text(b))⟩" : "[\(text(b))]")
    case .window(let a, let window): "window\(hint("\(window.axis) → \(window.kernel)"))(\(text(a)))"
    case .fold(let a, _, let window): "fold\(hint("\(window.kernel) → \(window.axis)"))(\(text(a)))"
    case .merge(let a, let axes, let axis):
      "\(text(a, atLeast: .atom))\(hint("\(axes.map(\.name).joined(separator: "·")) → \(axis)"))"
    case .recent(let reference, let count): name(reference) + bracketed("the last \(text(count))")
    case .choose(let rank, _, let a, let b): "(\(text(a)) for \(rank) axes, else \(text(b)))"
    case .absent: "–"
    case .split(let a, _, let axis, let axes):
      "\(text(a, atLeast: .atom))\(hint("\(axis) → \(axes.map(\.name).joined(separator: "·"))"))"
    }
  }

  /// The text of a formula that `argmax(_:along:)` made; nil for any other.
  private func decision(_ node: Node) -> String? {
    decided(by: node).map { "argmax\(hint("\($0.axis)"))(\(text($0.scores)))" }
  }

  /// The scores of a formula that `argmax(_:along:)` made, and their axis; nil for any other.
  func decided(by node: Node) -> (scores: Node, axis: Axis)? {
    guard case .unary(.negate, .reduce(.maximum, .select(let isLargest, _, _), let axes)) = node, axes.count == 1,
      case .binary(.equal, let scores, .reduce(.maximum, _, _)) = isLargest,
      node == argmax(Expression(scores), along: axes[0]).node
    else { return nil }
    return (scores, axes[0])
  }

  private func text(_ operation: Unary, _ a: Node) -> String {
    switch operation {
    case .negate: "−\(text(a, atLeast: .product))"
    case .square: "\(text(a, atLeast: .atom))²"
    case .squareRoot: level(a) == .atom ? "√\(text(a))" : "√(\(text(a)))"
    case .absolute: "|\(text(a))|"
    case .sign: "sign(\(text(a)))"
    case .exponential: "exp(\(text(a)))"
    case .logarithm: "ln(\(text(a)))"
    case .binaryLogarithm: "log₂(\(text(a)))"
    case .hyperbolicTangent: "tanh(\(text(a)))"
    case .sigmoid: "σ(\(text(a)))"
    case .exponentialMinusOne: "exp(\(text(a))) − 1"
    case .softplus: "ln(1 + exp(\(text(a))))"
    case .sine: "sin(\(text(a)))"
    case .cosine: "cos(\(text(a)))"
    case .errorFunction: "erf(\(text(a)))"
    case .floor: "⌊\(text(a))⌋"
    }
  }

  private func text(_ operation: Binary, _ a: Node, _ b: Node) -> String {
    switch operation {
    case .add: "\(text(a)) + \(text(b))"
    case .subtract: "\(text(a)) − \(text(b, atLeast: .product))"
    case .multiply: slope(a, b) ?? "\(text(a, atLeast: .product))·\(text(b, atLeast: multiplied(b)))"
    case .divide: "\(text(a, atLeast: .product))/\(text(b, atLeast: .power))"
    case .power: "\(text(a, atLeast: .atom))\(b == .step ? "ᵗ" : "^\(text(b, atLeast: .atom))")"
    case .maximum: "max(\(text(a)), \(text(b)))"
    case .minimum: "min(\(text(a)), \(text(b)))"
    // Iverson's bracket: 1 if the comparison holds, 0 otherwise.
    case .greater, .greaterOrEqual, .equal: "[\(comparison(operation, a, b))]"
    }
  }

  /// The objective's gradient at a point, in the words of a handout: nobody is shown what the objective is made of.
  private func slope(_ a: Node, _ b: Node) -> String? {
    guard words != nil, case .quantity(let curvature) = a, curvature.name == "curvature",
      case .binary(.subtract, let point, .quantity(let center)) = b, center.name == "center"
    else { return nil }
    return "∇L(\(text(point)))"
  }

  private func comparison(_ operation: Binary, _ a: Node, _ b: Node) -> String {
    let sign =
      switch operation {
      case .greater: ">"
      case .greaterOrEqual: "≥"
      default: "="
      }
    return "\(text(a)) \(sign) \(text(b))"
  }

  /// The condition of a case: between “if” and “else” a comparison needs no brackets.
  private func condition(_ node: Node) -> String {
    switch node {
    case .binary(let operation, let a, let b) where [.greater, .greaterOrEqual, .equal].contains(operation):
      comparison(operation, a, b)
    default: text(node)
    }
  }

  func number(_ value: Double) -> String {
    if value == value.rounded() && value < 1e15 { return String(Int(value)) }
    if value == .pi { return "π" }
    return (words == nil ? nil : Self.named(value)) ?? "\(value)"
  }

  /// A number that is known by another name than its digits.
  private static func named(_ value: Double) -> String? {
    guard "\(value)".count > 10 else { return nil }
    let known = [
      (0x1.62e42fefa39efp-1, "ln(2)"), (0x1.26bb1bbb55516p+1, "ln(10)"), (0x1.5bf0a8b145769p+1, "e"),
    ]
    if let name = known.first(where: { $0.0 == value })?.1 { return name }
    let parts = stride(from: 2.0, through: 12, by: 1).map { (count: ($0 * value).rounded(), of: $0) }
    return parts.first { $0.count > 0 && $0.count / $0.of == value }.map { "(\(Int($0.count))/\(Int($0.of)))" }
  }

  /// The step whose value a name stands for: 0 for this one, −1 for the one before; nil if it has none.
  func stepOffset(of reference: Reference) -> Int? {
    guard showsSteps else { return nil }
    if reference.parameter == nil {
      if constants.contains(reference.name) { return nil }
      if parameters.contains(reference.name) { return -1 }
    }
    return 0
  }

  private func step(of reference: Reference) -> String {
    stepOffset(of: reference).map { $0 == 0 ? "ₜ" : "ₜ₋₁" } ?? ""
  }

  /// a·(b/c) and a·b/c are different roundings, so a quotient on the right of a product keeps its brackets.
  private func multiplied(_ node: Node) -> Level {
    if case .binary(.multiply, _, _) = node { return .power }
    if case .binary(.divide, _, _) = node { return .power }
    return .product
  }

  private func list(_ axes: [Axis]) -> String { hint(axes.map(\.name).joined(separator: ", ")) }

  /// The names of axes, where they are shown.
  private func hint(_ names: String) -> String { words == nil ? "⟨\(names)⟩" : "" }

  /// An index, which is always shown.
  private func bracketed(_ index: String) -> String { words == nil ? "⟨\(index)⟩" : "[\(index)]" }

  private func name(_ reference: Reference) -> String {
    guard let parameter = reference.parameter else { return symbols[reference.name] ?? reference.name }
    return reference.name == "weights" ? parameter : "\(symbols[reference.name] ?? reference.name)[\(parameter)]"
  }
}
