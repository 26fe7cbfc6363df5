package import Equations
internal import Tensors

/// Writes the same equations in another order of arithmetic, as different honest programs do.
package struct HonestVariant {
  private var generator: SeededGenerator
  private let usesReciprocals: Bool
  private let interpolates: Bool
  /// True if sums are added from the far end.
  private let reverses: Bool
  /// True if a decaying sum is taken over all steps anew, from the terms of every step.
  private let unrolls: Bool

  package init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    usesReciprocals = seed % 3 == 1
    interpolates = seed % 4 == 2
    reverses = seed % 2 == 1
    unrolls = seed % 5 == 0
  }

  /// The recipe with every formula rearranged.
  package mutating func rearranged(_ recipe: Recipe) -> Recipe {
    var equations: [Equation] = []
    for equation in recipe.equations {
      if unrolls, let sum = unrolled(equation, of: recipe) {
        equations.append(Equation(equation.target, Expression(sum)))
        continue
      }
      let isChoice = recipe.component.choices[equation.target.name] != nil
      equations.append(
        isChoice ? equation : Equation(equation.target, Expression(rearranged(equation.formula.node))))
    }
    return recipe.rewritten(equations)
  }

  /// x = c·previous(x) + r as Σ cᵏ·r over all steps so far, k steps back, the newest first. nil if c or r has anything
  /// besides settings, numbers and quantities of its own step.
  private func unrolled(_ equation: Equation, of recipe: Recipe) -> Node? {
    let target = equation.target
    guard recipe.component.initial[target.name] == nil, target.name != "weights",
      let recurrence = Recurrence(equation.formula.node, of: target), recurrence.factor.isFixed,
      let rest = recurrence.rest.ofEveryStep, let any = recurrence.rest.references.first
    else { return nil }
    // The age of each entry in steps; the last entry is that of step zero, and 0.
    let age = Node.positions(.recent(any, count: Node.soFar), .lag)
    return .reduce(.sum, .binary(.multiply, .binary(.power, recurrence.factor, age), rest), over: [.lag])
  }

  private mutating func rearranged(_ node: Node) -> Node {
    if interpolates, case .binary(.add, let left, let right) = node, let (x, y) = Interpolation.operands(left, right),
      let share = Interpolation.share(left, right)
    {
      // c·X + (1 − c)·Y as Y + c·(X − Y)
      let (x, y, c) = (rearranged(x), rearranged(y), rearranged(share))
      return .binary(.add, y, .binary(.multiply, c, .binary(.subtract, x, y)))
    }
    switch node {
    // ⌊t·(1/n)⌋ is another number than ⌊t/n⌋: no rounding, but a mistake.
    case .unary(.floor, _): return node
    case .binary(.multiply, _, _), .binary(.divide, _, _): return product(node)
    case .binary(.add, _, _), .binary(.subtract, _, _): return sum(node)
    case .contract(let a, let b, let axes) where reverses:
      let (a, b) = (rearranged(a), rearranged(b))
      return .contract(reversed(a, along: axes), reversed(b, along: axes), over: axes)
    case .unary(.exponentialMinusOne, let a) where usesReciprocals:
      return .binary(.subtract, .unary(.exponential, rearranged(a)), .number(1))
    case .unary(.softplus, let a) where usesReciprocals:
      let (a, one) = (rearranged(a), Node.number(1))
      let rest = Node.unary(.exponential, .unary(.negate, .unary(.absolute, a)))
      return .binary(.add, .binary(.maximum, a, .number(0)), .unary(.logarithm, .binary(.add, one, rest)))
    case .reduce(let reduction, let a, let axes) where reverses:
      return .reduce(reduction, reversed(rearranged(a), along: axes), over: axes)
    default:
      var operands: [Node] = []
      for operand in node.operands { operands.append(rearranged(operand)) }
      return operands.isEmpty ? node : node.replacing(operands: operands)
    }
  }

  /// The same entries, the last first; axes that stand for several have no order to reverse.
  private func reversed(_ node: Node, along axes: [Axis]) -> Node {
    axes.filter { ![.elements, .parameters, .lag, .candidate].contains($0) }.reduce(node) { node, axis in
      let last = Node.binary(.subtract, .extent(node, axis), .number(1))
      return .gather(node, .binary(.subtract, last, .positions(node, axis)), along: axis)
    }
  }

  private mutating func product(_ node: Node) -> Node {
    var factors: [(node: Node, isDivisor: Bool)] = []
    func collect(_ node: Node, _ isDivisor: Bool) {
      switch node {
      case .binary(.multiply, let a, let b):
        collect(a, isDivisor)
        collect(b, isDivisor)
      case .binary(.divide, let a, let b):
        collect(a, isDivisor)
        collect(b, !isDivisor)
      default: factors.append((node, isDivisor))
      }
    }
    collect(node, false)
    factors.shuffle(using: &generator)
    if let first = factors.firstIndex(where: { !$0.isDivisor }) { factors.insert(factors.remove(at: first), at: 0) }
    var result: Node?
    for factor in factors {
      let own = rearranged(factor.node)
      if let so = result {
        result =
          !factor.isDivisor
          ? .binary(.multiply, so, own)
          : usesReciprocals ? .binary(.multiply, so, .binary(.divide, .number(1), own)) : .binary(.divide, so, own)
      } else {
        result = factor.isDivisor ? .binary(.divide, .number(1), own) : own
      }
    }
    return result ?? node
  }

  private mutating func sum(_ node: Node) -> Node {
    var terms: [(node: Node, isNegative: Bool)] = []
    func collect(_ node: Node, _ isNegative: Bool) {
      switch node {
      case .binary(.add, let a, let b):
        collect(a, isNegative)
        collect(b, isNegative)
      case .binary(.subtract, let a, let b):
        collect(a, isNegative)
        collect(b, !isNegative)
      default: terms.append((node, isNegative))
      }
    }
    collect(node, false)
    terms.shuffle(using: &generator)
    var result: Node?
    for term in terms {
      let own = rearranged(term.node)
      if let so = result {
        result = .binary(term.isNegative ? .subtract : .add, so, own)
      } else {
        result = term.isNegative ? .unary(.negate, own) : own
      }
    }
    return result ?? node
  }
}

extension Node {
  /// The count of steps so far, and one before them.
  fileprivate static let soFar = Node.binary(.add, .step, .number(1))

  /// True if it is the same at every step: a learning rate may have a schedule.
  fileprivate var isFixed: Bool {
    switch self {
    case .number: true
    case .setting(let name): name != "learningRate"
    case .unary, .binary: operands.allSatisfy(\.isFixed)
    default: false
    }
  }

  /// The quantities of its own step that it takes.
  fileprivate var references: [Reference] {
    if case .quantity(let reference) = self { return [reference] }
    return operands.flatMap(\.references)
  }

  /// The formula's values of all steps so far, side by side. nil unless it consists of sums and products of quantities
  /// of its own step: only those are 0 before the first step.
  fileprivate var ofEveryStep: Node? {
    switch self {
    case .number: return self
    case .setting(let name): return name == "learningRate" ? nil : self
    case .quantity(let reference): return .recent(reference, count: Self.soFar)
    case .unary(.negate, _), .unary(.square, _), .unary(.absolute, _), .binary(.multiply, _, _), .binary(.add, _, _),
      .binary(.subtract, _, _):
      if case .binary(.multiply, _, _) = self {
      } else if operands.contains(where: \.references.isEmpty) {
        return isFixed ? self : nil
      }
      let parts = operands.compactMap(\.ofEveryStep)
      return parts.count == operands.count ? replacing(operands: parts) : nil
    default: return nil
    }
  }
}
