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

extension Node {
  fileprivate var isOfAnotherStep: Bool {
    switch self {
    case .previous, .next, .recent: true
    default: false
    }
  }
}
