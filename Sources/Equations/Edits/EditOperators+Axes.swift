/// Changes of an equation along its axes: sums and products over a batch, values carried along a sequence, transposed
/// matrices.
extension EditContext {
  func changesAlongAxes(of node: Node, _ put: (Node, Change) -> Void) {
    switch node {
    case .contract(let a, let b, let axes):
      for axis in axes where isNamed(axis) {
        let rest = axes.filter { $0 != axis }
        put(.binary(.divide, node, .extent(has(axis, a) ? a : b, axis)), .meanForProduct(over: axis.name))
        for isLast in [false, true] {
          let (left, right) = (entry(of: a, axis, isLast), entry(of: b, axis, isLast))
          let product = rest.isEmpty ? .binary(.multiply, left, right) : Node.contract(left, right, over: rest)
          put(product, .oneAlone(of: axis.name, isLast: isLast))
          put(.binary(.subtract, node, product), .oneMissing(of: axis.name, isLast: isLast))
        }
      }
    case .reduce(let reduction, let a, let axes):
      for axis in axes where isNamed(axis) && has(axis, a) {
        let rest = axes.filter { $0 != axis }
        for isLast in [false, true] {
          let one = entry(of: a, axis, isLast)
          let alone = rest.isEmpty ? one : .reduce(reduction, one, over: rest)
          put(alone, .oneAlone(of: axis.name, isLast: isLast))
          if reduction == .sum {
            put(.binary(.subtract, node, alone), .oneMissing(of: axis.name, isLast: isLast))
          }
        }
        if reduction == .mean, !rest.isEmpty {
          put(.reduce(.sum, .reduce(.mean, a, over: rest), over: [axis]), .sumOver(axis.name))
        }
      }
    case .extent(let a, let axis):
      for other in axes(of: a) where other != axis && isNamed(other) && isNamed(axis) {
        put(.extent(a, other), .extentReplaced(axis.name, by: other.name))
      }
    case .select(let condition, let first, let second):
      put(.select(condition, second, first), .branchesExchanged(condition))
      put(first, .conditionMissing(condition))
      put(second, .conditionMissing(condition))
    case .previous(let reference, along: .time), .next(let reference, along: .time):
      put(.number(0), .notCarried(reference.name))
    case .quantity(let reference):
      let own = axes(of: node)
      guard own.count == 2 else { return }
      let between = Axis("between")
      put(
        .rename(.rename(.rename(node, from: own[0], to: between), from: own[1], to: own[0]), from: between, to: own[1]),
        .transposed(reference.name))
      for input in recipe.inputs
      where input.name != reference.name && input.axes == own && !all.contains(reference.name) {
        put(.quantity(Reference(input.name)), .quantityReplaced(reference.name, by: input.name))
      }
    default: break
    }
  }

  /// The value of an average at its start, if it starts from the first new value.
  func beginnings(of formula: Expression) -> [(Node, Change)] {
    guard
      case .binary(.add, .binary(.multiply, let share, let before), .binary(.multiply, let rest, let new)) = formula
        .node,
      case .previous(let reference, along: .step) = before, reference.name == quantity,
      rest == .binary(.subtract, .number(1), share)
    else { return [] }
    return [(.select(.binary(.equal, .step, .number(1)), new, formula.node), .begunWith(new))]
  }

  /// The first or the last entry along an axis; the node itself if it lacks the axis.
  private func entry(of node: Node, _ axis: Axis, _ isLast: Bool) -> Node {
    guard has(axis, node) else { return node }
    let last = Node.binary(.subtract, .extent(node, axis), .number(1))
    return .gather(node, isLast ? last : .number(0), along: axis)
  }

  private func has(_ axis: Axis, _ node: Node) -> Bool { axes(of: node).contains(axis) }

  private func axes(of node: Node) -> [Axis] { (try? rules.axes(of: node)) ?? [] }

  /// True if an axis is one of a layer's own, and not one that a parameter may lack.
  private func isNamed(_ axis: Axis) -> Bool { axis.isOfParameter && axis != .elements && axis != .parameters }
}
