internal import Equations
internal import Tensors

/// Writes the same equations in another order of arithmetic, as different honest programs do.
struct HonestVariant {
  private var generator: SeededGenerator
  private let usesReciprocals: Bool
  private let interpolates: Bool

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    usesReciprocals = seed % 3 == 1
    interpolates = seed % 4 == 2
  }

  /// The recipe with every formula rearranged.
  mutating func rearranged(_ recipe: Recipe) -> Recipe {
    var result = recipe
    for equation in recipe.equations where recipe.component.choices[equation.target.name] == nil {
      let formula = Expression(rearranged(equation.formula.node))
      result = result.replacing(equation.target.name, by: formula)
    }
    return result
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
    case .binary(.multiply, _, _), .binary(.divide, _, _): return product(node)
    case .binary(.add, _, _), .binary(.subtract, _, _): return sum(node)
    default:
      var operands: [Node] = []
      for operand in node.operands { operands.append(rearranged(operand)) }
      return operands.isEmpty ? node : node.replacing(operands: operands)
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
