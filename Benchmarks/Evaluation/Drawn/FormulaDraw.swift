internal import Equations
internal import Tensors

/// Draws formulas from what a program has at hand when it computes a quantity. It knows nothing of the search for
/// formulas: neither its leaves nor its steps nor its limits.
struct FormulaDraw {
  private var generator: SeededGenerator
  private let leaves: [Node]
  private let settings: [Node]
  private let rules: AxisRules
  /// True if t is more than 1.
  private let countsSteps: Bool
  /// The inputs that a program may ask an answer of, and not see: what an objective is made of.
  private let secret: Set<String>

  /// - Parameter index: the equation to draw for, by its place in the recipe.
  init(_ recipe: Recipe, equation index: Int, seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    let target = recipe.equations[index].target
    let known = Set(recipe.equations[..<index].map(\.target))
    let defined = Set(recipe.equations.map(\.target))
    let ownParameter = target.parameter
    let secret: Set<String> =
      recipe.inputs.contains { $0.name == "curvature" } ? ["curvature", "center"] : []
    self.secret = secret
    func isAtHand(_ leaf: Node) -> Bool {
      switch leaf {
      case .quantity(let reference):
        !secret.contains(reference.name)
          && !recipe.inputs.contains { $0.name == reference.name && $0.chance != nil }
          && (known.contains(reference) || !defined.contains(reference))
      case .previous(let reference, along: .step): reference.parameter == nil || ownParameter == nil
      default: false
      }
    }
    var found: [Node] = []
    for equation in recipe.equations {
      for leaf in equation.formula.node.subformulas where isAtHand(leaf) && !found.contains(leaf) { found.append(leaf) }
    }
    for equation in recipe.equations[..<index] where !found.contains(.quantity(equation.target)) {
      found.append(.quantity(equation.target))
    }
    leaves = found
    settings = recipe.component.settings.map(\.name).filter(recipe.usedSettings.contains).map { .setting($0) }
    rules = AxisRules(axes: recipe.axes)
    countsSteps = [.optimizer, .schedule, .training].contains(recipe.component.kind)
  }

  // MARK: Chance

  mutating func chance(_ share: Double) -> Bool { generator.uniform() < share }

  mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &generator) }

  mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  /// A number as people write it: one to three digits, from thousandths to tens.
  mutating func literal() -> Double {
    let digits = whole(1...3)
    let most = digits == 1 ? 9 : digits == 2 ? 99 : 999
    let exponent = whole(-3...1) - digits + 1
    let decimal = Double("\(whole(1...most))e\(exponent)") ?? 1
    return decimal == 1 ? 3 : decimal
  }

  // MARK: Formulas

  /// True for a part that a program writes: nothing of an objective, which it asks.
  func isOwn(_ part: Node, of formula: Node) -> Bool {
    if formula.quantities.isDisjoint(with: secret) { return true }
    return part.quantities.isDisjoint(with: secret) && !(part.quantities.isEmpty && part.settings.isEmpty)
  }

  func axes(of node: Node) -> [Axis]? { try? rules.axes(of: node) }

  /// A leaf of the same kind: a tensor with the same axes for a tensor, a setting or t for a number.
  mutating func leaf(like node: Node) -> Node? {
    let own = axes(of: node)
    let isNumber = own?.isEmpty ?? false
    if isNumber || chance(0.25) {
      var numbers = settings
      if countsSteps { numbers.append(.step) }
      numbers.append(.number(literal()))
      return pick(numbers.filter { $0 != node })
    }
    return pick(leaves.filter { $0 != node && axes(of: $0).map(Set.init) == own.map(Set.init) })
  }

  /// A formula of at most so many nodes, with the axes of another at most.
  mutating func formula(like node: Node, size: Int) -> Node? {
    if size <= 1 { return leaf(like: node) }
    if size == 2 || chance(0.25) {
      return formula(like: node, size: size - 1).flatMap { function(of: $0) }
    }
    let left = whole(1...(size - 2))
    guard let a = formula(like: node, size: left), let b = formula(like: node, size: size - 1 - left) else {
      return nil
    }
    return joined(a, b)
  }

  private static let operations: [Binary] = [.add, .subtract, .multiply, .divide, .maximum, .minimum]

  /// Two formulas in any operation but one. Of two settings none is a maximum: a case may not show which it is.
  mutating func joined(_ a: Node, _ b: Node, otherThan own: Binary? = nil) -> Node? {
    let areNumbers = [a, b].allSatisfy { node in
      !node.subformulas.contains { $0.reference != nil || $0 == .step }
    }
    let open = Self.operations.filter { $0 != own && !(areNumbers && ($0 == .maximum || $0 == .minimum)) }
    return pick(open).map { .binary($0, a, b) }
  }

  /// A function of a formula.
  mutating func function(of node: Node) -> Node? {
    switch whole(0...6) {
    case 0: .unary(.negate, node)
    case 1: .unary(.square, node)
    case 2: .unary(.squareRoot, .unary(.absolute, node))
    case 3: .unary(.absolute, node)
    case 4: .unary(.hyperbolicTangent, node)
    case 5: .unary(.exponential, node)
    default: .unary(.logarithm, .unary(.absolute, node))
    }
  }
}
