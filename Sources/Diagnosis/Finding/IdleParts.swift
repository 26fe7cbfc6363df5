internal import Equations
internal import Judging

// Parts of a formula that make no difference to any number: anything else might stand in their place.
extension FormulaFinder {
  /// True if a formula has a part that the asked one does not, and that no number shows: a term without which the
  /// numbers are the same wherever there still are any, one side of a maximum or a minimum that is never taken, or a
  /// condition without which one case gives all of them.
  func hasIdlePart(_ formula: Expression) -> Bool {
    let asked = forms.flatMap(\.subformulas)
    let known = Set(asked)
    let whole = parts.flattened(formula.node).folded
    return whole.places.contains { path, part in
      if case .select(let condition, let a, let b) = part {
        return !known.contains(condition)
          && [a, b].contains { gives(whole.replacing(at: path[...], with: $0)) }
      }
      if isOfNoSize(part, at: path, in: whole, known) { return true }
      guard !known.contains(part), case .binary(let operation, let a, let b) = part else { return false }
      func isLost(_ term: Node, leaving rest: Node) -> Bool {
        !known.contains(term) && term.isVarying && gives(whole.replacing(at: path[...], with: rest))
      }
      switch operation {
      case .add: return isLost(a, leaving: b) || isLost(b, leaving: a)
      case .subtract: return isLost(b, leaving: a)
      case .maximum, .minimum:
        // A side that the asked formula compares with may well stay unseen.
        let compared = asked.filter { $0.operation == part.operation }.flatMap(\.operands)
        let isTaken: (Double, Double) -> Bool = operation == .maximum ? { $0 >= $1 } : { $0 <= $1 }
        return !compared.contains(b) && isAlways(a, b, isTaken) || !compared.contains(a) && isAlways(b, a, isTaken)
      default: return false
      }
    }
  }

  /// True if a part is rounded down or compared, and its size does not show: that of ⌊(−η)ᵗ⌋, which is −1 or 0, or of
  /// ⌊t/6⌋ in min(η, ⌊t/6⌋). It says when, and may be anything else that says so.
  private func isOfNoSize(_ part: Node, at path: [Int], in whole: Node, _ known: Set<Node>) -> Bool {
    guard !known.contains(part) else { return false }
    func isOpen(_ size: Node, _ whole: (Node) -> Node) -> Bool {
      guard !known.contains(size), !size.operands.isEmpty else { return false }
      return [Self.larger, 1 / Self.larger].allSatisfy { factor in
        gives(whole(.binary(.multiply, size, .number(factor))))
      }
    }
    switch part {
    case .unary(.floor, let a):
      return isOpen(a) { whole.replacing(at: path[...], with: .unary(.floor, $0)) }
    case .binary(let operation, let a, let b) where operation == .minimum || operation == .maximum:
      return isOpen(a) { whole.replacing(at: path[...], with: .binary(operation, $0, b)) }
        || isOpen(b) { whole.replacing(at: path[...], with: .binary(operation, a, $0)) }
    default: return false
    }
  }

  /// A factor that shows in whatever has a size, and leaves whole numbers their place.
  private static let larger = 1.05

  /// True if a formula gives every published number at which it has a value.
  func gives(_ node: Node) -> Bool {
    guard let series = points.series(parts.restored(node)) else { return false }
    var given = 0
    for (i, number) in points.published.enumerated() where series.values[i].isFinite {
      guard let ratio = Bound.ratio(number, series.values[i], error: series.errors[i], points.precision) else {
        continue
      }
      if ratio > Bound.allowance { return false }
      given += 1
    }
    return 2 * given >= points.count
  }

  /// The simplest formula that has no value somewhere, where it has one; the asked formula elsewhere.
  func whereDefined() -> [Found]? {
    guard let simplest = simplestUndefined, let series = points.series(parts.restored(simplest.node)) else {
      return nil
    }
    let isDefined = series.values.map(\.isFinite)
    for leaf in leaves where leaf.series.values.map({ $0 > 0 }) == isDefined {
      // One case of the asked formula alone is simpler than all of it.
      let rests = if case .select(_, let a, let b) = forms[0] { [b, a, forms[0]] } else { [forms[0]] }
      for rest in rests {
        let node = Node.select(.binary(.greater, leaf.node, .number(0)), simplest.node, rest)
        let formula = Expression(parts.restored(node))
        guard let evidence = evidence(for: formula) else { continue }
        return [Found(formula: formula, cost: simplest.cost + 0.5, evidence: evidence, meaning: nil)]
      }
    }
    return nil
  }

  /// True if one of two numbers is taken before the other everywhere.
  private func isAlways(_ a: Node, _ b: Node, _ isTaken: (Double, Double) -> Bool) -> Bool {
    guard let left = points.series(parts.restored(a)), let right = points.series(parts.restored(b)) else {
      return false
    }
    return zip(left.values, right.values).allSatisfy(isTaken)
  }
}

extension Node {
  /// True for a term that is no number written down.
  fileprivate var isVarying: Bool { if case .number = self { false } else { true } }
}
