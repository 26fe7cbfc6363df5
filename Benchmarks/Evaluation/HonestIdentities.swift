package import Equations
internal import Tensors

/// Writes the same equations by other identities of algebra, as different honest programs do: distributed, factored out,
/// with a mean as a sum, in a form that the recipe itself names.
package struct HonestIdentities {
  private var generator: SeededGenerator
  /// The share of the places where an identity is used.
  private let share: Double

  package init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    share = generator.uniform() / 2
  }

  package mutating func applied(to recipe: Recipe) -> Recipe {
    var equations: [Equation] = []
    for equation in recipe.equations {
      let isChoice = recipe.component.choices[equation.target.name] != nil
      let formula = isChoice ? nil : form(of: equation, in: recipe)
      equations.append(
        isChoice ? equation : Equation(equation.target, Expression(rewritten((formula ?? equation.formula).node))))
    }
    return recipe.rewritten(equations)
  }

  /// One of the recipe's own forms. A quantity that comes later, as the weights that a velocity is read off, is computed
  /// first.
  private mutating func form(of equation: Equation, in recipe: Recipe) -> Expression? {
    guard generator.uniform() < share, let form = recipe.forms(of: equation.target).randomElement(using: &generator),
      let place = recipe.equations.firstIndex(of: equation)
    else { return nil }
    let own = Node.quantity(equation.target)
    return recipe.equations[place...].dropFirst().reduce(form) { form, later in
      let formula = later.formula.node.replacing(own, by: equation.formula.node)
      return Expression(form.node.replacing(.quantity(later.target), by: formula))
    }
  }

  private mutating func rewritten(_ node: Node) -> Node {
    // ⌊t·(1/n)⌋ is another number than ⌊t/n⌋: no rounding, but a mistake.
    if case .unary(.floor, _) = node { return node }
    var operands: [Node] = []
    for operand in node.operands { operands.append(rewritten(operand)) }
    let own = operands.isEmpty ? node : node.replacing(operands: operands)
    guard generator.uniform() < share, let other = other(own) else { return own }
    return other
  }

  /// Another way to write the topmost operation; nil if there is none.
  private mutating func other(_ node: Node) -> Node? {
    func product(_ a: Node, _ b: Node) -> Node { .binary(.multiply, a, b) }
    switch node {
    // (a ± b)·c = a·c ± b·c, and the same with a divisor.
    case .binary(.multiply, .binary(let sign, let a, let b), let c) where sign == .add || sign == .subtract:
      return .binary(sign, product(a, c), product(b, c))
    case .binary(.multiply, let c, .binary(let sign, let a, let b)) where sign == .add || sign == .subtract:
      return .binary(sign, product(c, a), product(c, b))
    case .binary(.divide, .binary(let sign, let a, let b), let c) where sign == .add || sign == .subtract:
      return .binary(sign, .binary(.divide, a, c), .binary(.divide, b, c))
    // a·c ± b·c = (a ± b)·c.
    case .binary(let sign, .binary(.multiply, let a, let c), .binary(.multiply, let b, let d))
    where (sign == .add || sign == .subtract) && (c == d || a == b):
      return c == d ? product(.binary(sign, a, b), c) : product(a, .binary(sign, c, d))
    case .binary(let sign, .binary(.divide, let a, let c), .binary(.divide, let b, let d))
    where (sign == .add || sign == .subtract) && c == d:
      return .binary(.divide, .binary(sign, a, b), c)
    // a/b/c = a/(b·c), and a/b = a·(1/b).
    case .binary(.divide, .binary(.divide, let a, let b), let c): return .binary(.divide, a, product(b, c))
    case .binary(.divide, let a, let b): return product(a, .binary(.divide, .number(1), b))
    case .binary(.subtract, let a, let b): return .binary(.add, .unary(.negate, b), a)
    case .binary(let operation, let a, let b) where operation == .maximum || operation == .minimum:
      return .binary(operation, b, a)
    case .unary(.square, let a): return product(a, a)
    case .unary(.squareRoot, .reduce(.sum, .unary(.square, let a), let axes)): return scaledNorm(a, axes)
    // e^(a − b) = e^a/e^b: softmax without the largest taken off.
    case .unary(.exponential, .binary(.subtract, let a, let b)):
      return .binary(.divide, .unary(.exponential, a), .unary(.exponential, b))
    case .reduce(.mean, let a, let axes) where !axes.contains(.parameters):
      let count = axes.map { Node.extent(a, $0) }.reduce(Node.number(1), product)
      return generator.uniform() < 0.5
        ? .binary(.divide, .reduce(.sum, a, over: axes), count)
        : .reduce(.sum, .binary(.divide, a, count), over: axes)
    case .contract(let a, let b, let axes): return .reduce(.sum, product(a, b), over: axes)
    default: return nil
    }
  }

  /// The root of a sum of squares as `hypot` takes it: with the largest number divided out.
  private func scaledNorm(_ a: Node, _ axes: [Axis]) -> Node {
    let largest = Node.reduce(.maximum, .unary(.absolute, a), over: axes)
    let safe = Node.select(.binary(.greater, largest, .number(0)), largest, .number(1))
    let scaled = Node.reduce(.sum, .unary(.square, .binary(.divide, a, safe)), over: axes)
    return .binary(.multiply, safe, .unary(.squareRoot, scaled))
  }
}
