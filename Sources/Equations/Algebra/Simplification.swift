extension Node {
  /// The same number written as a person would: without factors 1, summands 0, and zeros that only lend their axes.
  ///
  /// This form is for reading, not for evaluation: it may have fewer axes, and rounds otherwise.
  package var simplified: Node {
    rewritten { node in
      switch node {
      case .binary(let operation, let a, let b): Self.simplified(operation, a, b) ?? node
      case .unary(.negate, .number(let value)): .number(-value)
      case .unary(.negate, .unary(.negate, let a)): a
      case .reduce(.sum, .unary(.negate, let a), let axes): .unary(.negate, .reduce(.sum, a, over: axes))
      case .select(_, let a, let b) where a == b: a
      default: node
      }
    }
  }

  /// A simpler form of an operation; nil if there is none.
  private static func simplified(_ operation: Binary, _ a: Node, _ b: Node) -> Node? {
    switch (operation, a, b) {
    case (.add, .number(0), let x), (.add, let x, .number(0)), (.subtract, let x, .number(0)): x
    case (.subtract, .number(0), let x): Node.unary(.negate, x).simplified
    case (.add, let x, .unary(.negate, let y)): .binary(.subtract, x, y)
    case (.subtract, let x, .unary(.negate, let y)): .binary(.add, x, y)
    case (.multiply, .number(0), _), (.multiply, _, .number(0)), (.divide, .number(0), _): .number(0)
    case (.multiply, .number(1), let x), (.multiply, let x, .number(1)): x
    case (.divide, let x, .number(1)), (.power, let x, .number(1)): x
    case (.multiply, .number(-1), let x), (.multiply, let x, .number(-1)), (.divide, let x, .number(-1)):
      Node.unary(.negate, x).simplified
    case (.multiply, .unary(.negate, let x), let y), (.multiply, let x, .unary(.negate, let y)):
      .unary(.negate, Node.binary(.multiply, x, y).simplified)
    case (.divide, .unary(.negate, let x), let y): .unary(.negate, Node.binary(.divide, x, y).simplified)
    default: nil
    }
  }
}

extension Recipe {
  /// The equations for a reader, each simplified. Repetitions are written as often as the defaults say. Internal steps
  /// are left out if they only carry a name or a 1, or if no equation uses them.
  package var writtenOut: [Equation] {
    var equations = equations.map { Equation($0.target, Expression(repeated($0.formula.node))) }
    // An internal step that is a 1 (a loss's slope by itself) or another quantity is replaced by its formula.
    for equation in equations where isInternal(equation.target) && equation.target.parameter == nil {
      guard Self.isOne(equation.formula.node) || isRepetition(equation) else { continue }
      let stands = equations.first { $0.target == equation.target }?.formula.node ?? equation.formula.node
      equations = equations.filter { $0.target != equation.target }
        .map { Equation($0.target, Expression($0.formula.node.replacing(.quantity(equation.target), by: stands))) }
    }
    equations = equations.map { Equation($0.target, Expression($0.formula.node.simplified)) }
    equations = withoutNames(used(equations))
    return equations
  }

  /// The settings that count repetitions: `writtenOut` takes their defaults.
  package var repetitions: [Hyperparameter] { component.settings.filter { $0.domain == .countToTen } }

  private func isInternal(_ target: Reference) -> Bool { component.internals.contains(target.name) }

  private static func isOne(_ node: Node) -> Bool { node == .number(1) }

  /// True if a repetition past the default's number passes on the value before it.
  private func isRepetition(_ equation: Equation) -> Bool {
    guard case .quantity = equation.formula.node else { return false }
    return self.equations.contains { $0.target == equation.target && $0.formula != equation.formula }
  }

  /// Resolves a step that is made only if a setting is large enough: the step itself, or the value before it.
  private func repeated(_ node: Node) -> Node {
    guard case .select(.binary(.greaterOrEqual, .setting(let name), .number(let number)), let step, let before) = node,
      let count = repetitions.first(where: { $0.name == name })?.defaultValue
    else { return node }
    return count >= number ? step : before
  }

  /// The published quantities, and those that they are computed from.
  private func used(_ equations: [Equation]) -> [Equation] {
    let published = Set(equations.map(\.target.name).filter { !component.internals.contains($0) })
    let known = closure(of: published) { known in
      equations.filter { known.contains($0.target.name) }.flatMap(\.formula.node.quantities)
    }
    return equations.filter { known.contains($0.target.name) }
  }

  /// Removes internal steps whose only use is to give a quantity another name.
  private func withoutNames(_ equations: [Equation]) -> [Equation] {
    var equations = equations
    for equation in equations {
      guard case .quantity(let source) = equation.formula.node, isInternal(source), source.parameter == nil,
        let index = equations.firstIndex(where: { $0.target == source }),
        equations.count(where: { $0.formula.node.quantities.contains(source.name) }) == 1,
        let place = equations.firstIndex(where: { $0.target == equation.target })
      else { continue }
      equations[place] = Equation(equation.target, equations[index].formula)
      equations.remove(at: index)
    }
    return equations
  }
}
