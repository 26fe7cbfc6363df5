internal import Equations

/// The parts of formulas that are not elementwise, such as sums and products of matrices. Each stands as a leaf of its
/// own, so that all else is arithmetic on numbers.
final class Parts {
  private var names: [Node: Reference] = [:]
  private var originals: [String: Node] = [:]

  /// A formula with a leaf in the place of each such part.
  func flattened(_ node: Node) -> Node {
    switch node {
    case .quantity, .previous, .next, .setting, .step, .number: return node
    case .unary, .binary, .select:
      return node.replacing(operands: node.operands.map(flattened))
    case .contract(let a, let b, let axes) where axes.isEmpty:
      return .binary(.multiply, flattened(a), flattened(b))
    default: return leaf(for: node)
    }
  }

  func leaf(for node: Node) -> Node {
    let key = node.withSumsOfProducts
    if let known = names[key] { return .quantity(known) }
    let reference = Reference("part \(names.count)")
    names[key] = reference
    originals[reference.name] = node
    return .quantity(reference)
  }

  /// The formula with the parts themselves in the place of their leaves.
  func restored(_ node: Node) -> Node {
    if case .quantity(let reference) = node, let original = originals[reference.name] { return original }
    let operands = node.operands
    return operands.isEmpty ? node : node.replacing(operands: operands.map(restored))
  }
}

extension Node {
  /// The same with each product over axes written as the sum of an elementwise product.
  var withSumsOfProducts: Node {
    rewritten { node in
      guard case .contract(let a, let b, let axes) = node else { return node }
      let product = Node.binary(.multiply, a, b)
      return axes.isEmpty ? product : .reduce(.sum, product, over: axes)
    }
  }
}
