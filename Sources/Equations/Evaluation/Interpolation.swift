/// Recognises c·X + (1 − c)·Y in its usual spellings.
package enum Interpolation {
  /// X and Y; nil if the two terms are not an interpolation.
  package static func operands(_ left: Node, _ right: Node) -> (Node, Node)? {
    let (first, second) = (factors(left), factors(right))
    for (i, factor) in first.enumerated() {
      let complement = Node.binary(.subtract, .number(1), factor)
      if let j = second.firstIndex(of: complement) { return (product(first, without: i), product(second, without: j)) }
    }
    for (j, factor) in second.enumerated() {
      let complement = Node.binary(.subtract, .number(1), factor)
      if let i = first.firstIndex(of: complement) { return (product(first, without: i), product(second, without: j)) }
    }
    return nil
  }

  /// The factor c of c·X + (1 − c)·Y.
  package static func share(_ left: Node, _ right: Node) -> Node? {
    let (first, second) = (factors(left), factors(right))
    return first.first { second.contains(.binary(.subtract, .number(1), $0)) }
  }

  private static func factors(_ node: Node) -> [Node] {
    if case .binary(.multiply, let a, let b) = node { return factors(a) + factors(b) }
    return [node]
  }

  private static func product(_ factors: [Node], without index: Int) -> Node {
    var rest = factors
    rest.remove(at: index)
    guard let first = rest.first else { return .number(1) }
    return rest.dropFirst().reduce(first) { .binary(.multiply, $0, $1) }
  }
}
