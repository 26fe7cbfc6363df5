internal import Equations
internal import Judging

extension Recipe {
  /// A formula with the formulas of unpublished quantities in their place, as far as these take nothing from the step
  /// before. The way there of a network stays as it is: its values are worked out from what is published.
  func inlined(_ formula: Expression, isPublished: (String) -> Bool) -> Expression {
    Expression(inlined(formula.node, isPublished, depth: 0))
  }

  private static let deepest = 6

  private func inlined(_ node: Node, _ isPublished: (String) -> Bool, depth: Int) -> Node {
    if case .quantity(let reference) = node {
      let isGradient = gradients[reference.name] != nil
      guard depth < Self.deepest, !isPublished(reference.name), !isNetwork || isGradient,
        let own = equations.first(where: { $0.target == reference })?.formula.node,
        !own.subformulas.contains(where: \.isOfAnotherStep)
      else { return node }
      return inlined(own, isPublished, depth: depth + 1)
    }
    let operands = node.operands
    return operands.isEmpty
      ? node : node.replacing(operands: operands.map { inlined($0, isPublished, depth: depth) })
  }
}

extension Recipe {
  /// A formula of a network's way there with the formula of a layer between, which is not published, in its place.
  func opened(_ formula: Expression, besides target: Reference, _ isPublished: (String) -> Bool) -> [Node] {
    guard isNetwork, gradients[target.name] == nil else { return [] }
    return equations.compactMap { equation in
      let (name, own) = (Node.quantity(equation.target), equation.formula.node)
      guard formula.node.subformulas.contains(name), !isPublished(equation.target.name), equation.target != target,
        gradients[equation.target.name] == nil, !own.operands.isEmpty, own.size <= 12,
        !own.subformulas.contains(where: \.isOfAnotherStep)
      else { return nil }
      return formula.node.replacing(name, by: own)
    }
  }

  /// True if two formulas are equal, whatever the inputs, as soon as every quantity in them is what its equation says.
  func areEqual(_ a: Expression, _ b: Expression) -> Bool {
    let (a, b) = (wholly(a.node).withSumsOfProducts, wholly(b.node).withSumsOfProducts)
    if case .reduce(let reduction, let x, let axes) = a, case .reduce(reduction, let y, axes) = b {
      return agree(x, y)
    }
    return agree(a, b)
  }

  /// True if a formula takes quantities that are all worked out before the last one of another formula's.
  func isEarlier(_ formula: Expression, than other: Expression) -> Bool {
    let order = quantities.unique
    func last(_ formula: Expression) -> Int { formula.node.quantities.compactMap(order.firstIndex).max() ?? -1 }
    return last(formula) < last(other)
  }

  private func agree(_ a: Node, _ b: Node) -> Bool {
    let parts = Parts()
    var meaning = Meaning(self, Signs(self)) { parts.restored($0) }
    guard let left = meaning(parts.flattened(a)), let right = meaning(parts.flattened(b)) else { return false }
    return Meaning.agree(left, right)
  }

  /// A formula with that of every quantity of this step in its place.
  private func wholly(_ node: Node, depth: Int = 0) -> Node {
    if case .quantity(let reference) = node, depth < Self.deepest,
      let own = equations.first(where: { $0.target == reference })?.formula.node
    {
      return wholly(own, depth: depth + 1)
    }
    let operands = node.operands
    return operands.isEmpty ? node : node.replacing(operands: operands.map { wholly($0, depth: depth) })
  }
}

extension FormulaFinder {
  /// The evidence for a formula, if it takes quantities that are worked out before those of another one.
  func evidenceOfEarlier(_ formula: Expression, than other: Expression) -> Evidence? {
    points.examinations[0].recipe.isEarlier(formula, than: other) ? evidence(for: formula) : nil
  }
}

extension Node {
  fileprivate var isOfAnotherStep: Bool {
    switch self {
    case .previous, .next, .recent: true
    default: false
    }
  }
}
