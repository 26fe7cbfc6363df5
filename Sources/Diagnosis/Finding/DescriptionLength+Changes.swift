internal import Equations

extension DescriptionLength {
  /// The smallest list of changes that make one formula of another, each a part and what stands in its place.
  mutating func changes(_ asked: Node, _ found: Node) -> [Change] {
    if asked == found { return [] }
    let (a, b) = (asked.operands, found.operands)
    var best: (cost: Double, pairs: [(Node, Node)], isOperation: Bool)?
    func consider(_ cost: Double, _ pairs: [(Node, Node)], _ isOperation: Bool = false) {
      if cost < best?.cost ?? .infinity { best = (cost, pairs, isOperation) }
    }
    if !a.isEmpty, a.count == b.count {
      if asked.operation == found.operation {
        consider(zip(a, b).reduce(0.0) { $0 + self($1.0, $1.1) }, Array(zip(a, b)))
        if asked.isCommutative { consider(self(a[0], b[1]) + self(a[1], b[0]), [(a[0], b[1]), (a[1], b[0])]) }
      } else if a.count > 1 {
        consider(1.2 + zip(a, b).reduce(0.0) { $0 + self($1.0, $1.1) }, Array(zip(a, b)), true)
        if found.isCommutative {
          consider(1.2 + self(a[0], b[1]) + self(a[1], b[0]), [(a[0], b[1]), (a[1], b[0])], true)
        }
      }
    }
    guard let best, best.cost <= self(asked, found) + 1e-9 else { return [.replaced(asked, by: found)] }
    let below = best.pairs.flatMap { changes($0.0, $0.1) }
    guard best.isOperation else { return below }
    switch (asked, found) {
    case (.binary(.add, _, let second), .binary(.subtract, _, let taken)):
      // The term that stands behind the minus, whichever side it is asked on.
      let term = best.pairs.first { $0.1 == taken }?.0 ?? second
      return [.signFlipped(term, isSubtracted: true)] + below
    case (.binary(.subtract, _, let second), .binary(.add, _, _)):
      return [.signFlipped(second, isSubtracted: false)] + below
    default: return [.replaced(asked, by: found.replacing(operands: a))] + below
    }
  }
}
