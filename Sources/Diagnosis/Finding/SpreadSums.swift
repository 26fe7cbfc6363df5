internal import Equations

extension Recipe {
  /// A sum of products in which sums stand among the factors, as one sum over all axes together: every factor is then a
  /// place. The formula itself if it has no such sum.
  func spread(_ node: Node) -> Node {
    let rules = AxisRules(axes: axesThroughout)
    func lacks(_ node: Node, _ axes: [Axis]) -> Bool {
      guard let own = try? rules.axes(of: node) else { return false }
      return own.allSatisfy { !axes.contains($0) }
    }
    /// A product with its sums outermost.
    func outward(_ node: Node) -> Node {
      switch node {
      case .binary(let operation, let a, let b) where operation == .multiply || operation == .divide:
        let (left, right) = (outward(a), operation == .multiply ? outward(b) : b)
        if case .reduce(.sum, let terms, let axes) = left, lacks(right, axes) {
          return .reduce(.sum, outward(.binary(operation, terms, right)), over: axes)
        }
        if operation == .multiply, case .reduce(.sum, let terms, let axes) = right, lacks(left, axes) {
          return .reduce(.sum, outward(.binary(.multiply, left, terms)), over: axes)
        }
        return .binary(operation, left, right)
      case .unary(.negate, let a):
        if case .reduce(.sum, let terms, let axes) = outward(a) {
          return .reduce(.sum, .unary(.negate, terms), over: axes)
        }
        return node
      case .reduce(.sum, let a, let axes):
        if case .reduce(.sum, let terms, let others) = outward(a), others.allSatisfy({ !axes.contains($0) }) {
          return .reduce(.sum, terms, over: others + axes)
        }
        return node
      default: return node
      }
    }
    return node.withSumsOfProducts.rewritten { part in
      if case .reduce(.sum, _, _) = part { outward(part) } else { part }
    }
  }
}

extension Node {
  /// The formula with each mean as a sum divided by the number of its terms; nil if it has none.
  var withMeansDivided: Node? {
    let divided = rewritten { node in
      guard case .reduce(.mean, let a, let axes) = node, axes.count == 1 else { return node }
      return .binary(.divide, .reduce(.sum, a, over: axes), .extent(a, axes[0]))
    }
    return divided == self ? nil : divided
  }
}
