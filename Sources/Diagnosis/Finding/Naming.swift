internal import Equations

extension Recipe {
  /// A formula with the quantities' names in the place of their formulas.
  ///
  /// - Parameters:
  ///   - target: the quantity whose equation it is; its own name is not used.
  ///   - isKnown: true for a quantity that may be named: its equation holds, or it is not published.
  func named(_ node: Node, in target: Reference, isKnown: (String) -> Bool) -> Node {
    var names: [Node: Reference] = [:]
    for equation in equations where equation.target != target && equation.target.parameter == nil {
      guard isKnown(equation.target.name), !equation.formula.node.operands.isEmpty else { continue }
      let whole = inlined(equation.formula, isPublished: { !isNetwork || gradients[$0] == nil }).node
      if whole.size >= 2 { names[whole.withSumsOfProducts] = names[whole.withSumsOfProducts] ?? equation.target }
    }
    return node.withSumsOfProducts.named(names)
  }
}

extension Node {
  fileprivate func named(_ names: [Node: Reference]) -> Node {
    if let name = names[self] { return .quantity(name) }
    let operands = operands
    return operands.isEmpty ? self : replacing(operands: operands.map { $0.named(names) })
  }

  /// The place of a part, the outermost and leftmost first; nil if it does not occur.
  func path(of part: Node) -> [Int]? {
    if self == part { return [] }
    for (index, operand) in operands.enumerated() {
      if let path = operand.path(of: part) { return [index] + path }
    }
    return nil
  }

  /// The part at a place; nil if there is no such place.
  func part(at path: ArraySlice<Int>) -> Node? {
    guard let first = path.first else { return self }
    let operands = operands
    return operands.indices.contains(first) ? operands[first].part(at: path.dropFirst()) : nil
  }
}
