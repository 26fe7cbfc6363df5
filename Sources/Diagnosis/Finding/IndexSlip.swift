internal import Equations

/// A tensor read at another index than its own: the slip of a loop.
enum IndexSlip: CaseIterable {
  case next, previous, mirrored, first, last

  /// The tensor as the slip reads it along one of its axes.
  func callAsFunction(_ tensor: Node, _ axis: Axis) -> Node {
    let (own, last) = (Node.positions(tensor, axis), Node.binary(.subtract, .extent(tensor, axis), .number(1)))
    let index: Node =
      switch self {
      case .next: .select(.binary(.equal, own, last), .number(0), .binary(.add, own, .number(1)))
      case .previous: .select(.binary(.equal, own, .number(0)), last, .binary(.subtract, own, .number(1)))
      case .mirrored: .binary(.subtract, last, own)
      case .first: .number(0)
      case .last: last
      }
    return .gather(tensor, index, along: axis)
  }

  /// The tensor read one place further on, and one place before, where the end of the axis is held.
  static func held(_ tensor: Node, _ axis: Axis) -> [Node] {
    let x = Expression(tensor)
    let place = positions(of: x, axis)
    return [min(place + 1, extent(of: x, axis) - 1), max(place - 1, 0)].map { gather(x, at: $0, along: axis).node }
  }

  /// The slip that a formula makes, with the tensor and the axis; nil if it is none.
  static func of(_ node: Node) -> (slip: IndexSlip, tensor: Node, axis: Axis)? {
    guard case .gather(let tensor, _, let axis) = node else { return nil }
    for slip in allCases where slip(tensor, axis) == node { return (slip, tensor, axis) }
    return nil
  }
}

extension Recipe {
  /// The tensors of a formula, each read at another index along one of its axes; in an optimizer, whose parameters have
  /// any shape, from the last element to the first.
  func indexSlips(in formula: Node) -> [Node] {
    let rules = AxisRules(axes: axesThroughout)
    var found: [Node] = []
    for leaf in formula.subformulas where leaf.isTensor && !found.contains(leaf) {
      if component.kind == .optimizer, let reference = leaf.reference, perParameter.contains(reference.name) {
        if case .quantity = leaf { found.append(leaf.mirrored) }
        continue
      }
      for axis in (try? rules.axes(of: leaf)) ?? [] {
        let held = component.kind == .schedule ? IndexSlip.held(leaf, axis) : []
        for other in IndexSlip.allCases.map({ $0(leaf, axis) }) + held where !found.contains(other) {
          found.append(other)
        }
      }
    }
    return found
  }
}

extension Recipe {
  /// The axes of every quantity: those that are declared, and those that follow from the equations.
  var axesThroughout: [String: [Axis]] {
    var known = axes
    for equation in equations where known[equation.target.name] == nil && equation.target.parameter == nil {
      known[equation.target.name] = try? AxisRules(axes: known).axes(of: equation.formula.node)
    }
    return known
  }
}

extension Node {
  fileprivate var isTensor: Bool {
    switch self {
    case .quantity, .previous(_, along: .step): true
    default: false
    }
  }

  /// The elements of any parameter from the last to the first.
  fileprivate var mirrored: Node {
    let rows = IndexSlip.mirrored(self, .rows)
    let both = Node.gather(
      rows, .binary(.subtract, .binary(.subtract, .extent(self, .columns), .number(1)), .positions(self, .columns)),
      along: .columns)
    return .choose(rank: 2, of: self, both, .choose(rank: 1, of: self, rows, self))
  }

  /// The tensor of which a formula takes the elements in another order, and nothing more; nil if it does more.
  var rearrangedTensor: Node? {
    if let (_, tensor, _) = IndexSlip.of(self) { return tensor }
    if case .gather(let tensor, _, let axis) = self, IndexSlip.held(tensor, axis).contains(self) { return tensor }
    if case .choose(rank: 2, let tensor, _, _) = self, tensor.isTensor, tensor.mirrored == self { return tensor }
    return nil
  }
}
