// Two formulas side by side: the parts in which they depart from each other.
extension Node {
  /// A node's way down from the root: the number of the operand at each level. At the end, `sign` is the operation alone.
  package typealias Path = [Int]

  package static let sign = -1

  /// The smallest parts of this formula and of another one that have to be exchanged, taken out or put in to make one the
  /// other. Nothing is marked where the other formula only has something more.
  package func departures(from other: Node) -> (own: Set<Path>, other: Set<Path>) {
    var comparison = FormulaComparison()
    let found = comparison.departures(self, [], other, [])
    return (Set(found.own), Set(found.other))
  }
}

/// A comparison of two formulas that finds the least marking, in nodes.
private struct FormulaComparison {
  struct Departures {
    var own: [Node.Path] = []
    var other: [Node.Path] = []
    var cost = 0
  }

  private struct Pair: Hashable {
    let own: Node.Path
    let other: Node.Path
  }

  private var known: [Pair: Departures] = [:]
  /// Long formulas are marked as a whole: the number of pairs looked at is bounded.
  private static let mostPairs = 20_000

  mutating func departures(_ a: Node, _ own: Node.Path, _ b: Node, _ other: Node.Path) -> Departures {
    if a == b { return Departures() }
    let pair = Pair(own: own, other: other)
    if let found = known[pair] { return found }
    var best = Departures(own: [own], other: [other], cost: a.size + b.size)
    guard known.count < Self.mostPairs else { return best }
    func take(_ candidate: Departures) { if candidate.cost < best.cost { best = candidate } }
    let (operands, others) = (a.operands, b.operands)
    let isSame = operands.count == others.count && a.replacing(operands: others) == b
    if isSame || a.isOperation(like: b) {
      var joined = isSame ? Departures() : Departures(own: [own + [Node.sign]], other: [other + [Node.sign]], cost: 2)
      for index in operands.indices {
        let part = departures(operands[index], own + [index], others[index], other + [index])
        joined.own += part.own
        joined.other += part.other
        joined.cost += part.cost
      }
      take(joined)
    }
    // One formula is a part of the other, which has something about it.
    for index in operands.indices {
      var part = departures(operands[index], own + [index], b, other)
      let rest = operands.indices.filter { $0 != index }
      part.own += rest.isEmpty ? [own] : rest.map { own + [$0] }
      part.cost += a.size - operands[index].size
      take(part)
    }
    for index in others.indices {
      var part = departures(a, own, others[index], other + [index])
      let rest = others.indices.filter { $0 != index }
      part.other += rest.isEmpty ? [other] : rest.map { other + [$0] }
      part.cost += b.size - others[index].size
      take(part)
    }
    known[pair] = best
    return best
  }
}

extension Node {
  /// True if the two may differ in their operation alone.
  fileprivate func isOperation(like other: Node) -> Bool {
    switch (self, other) {
    case (.binary, .binary), (.unary, .unary): true
    default: false
    }
  }
}
