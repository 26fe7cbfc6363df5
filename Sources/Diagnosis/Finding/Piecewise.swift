internal import Equations

/// A condition under which a program computes something else, and the points at which it is met.
struct Condition {
  /// A formula that is not zero where the condition is met.
  let node: Node
  let isMet: [Bool]
}

extension Points {
  /// The conditions that may part the points: a value that is zero, positive or negative, the first step, every k-th
  /// step. None has a number fitted to the points.
  func conditions(_ parts: [(node: Node, values: [Double])]) -> [Condition] {
    var found: [Condition] = []
    func add(_ node: Node, _ isMet: [Bool]) {
      let share = isMet.count(where: \.self)
      if share > 0 && share < isMet.count { found.append(Condition(node: node, isMet: isMet)) }
    }
    for (node, values) in parts {
      add(.binary(.equal, node, .number(0)), values.map { $0 == 0 })
      add(.binary(.greater, .number(0), node), values.map { $0 < 0 })
      add(.binary(.greater, node, .number(0)), values.map { $0 > 0 })
      let isNotZero = Node.binary(.subtract, .number(1), .binary(.equal, node, .number(0)))
      add(isNotZero, values.map { $0 != 0 })
    }
    add(.binary(.equal, .step, .number(1)), steps.map { $0 == 0 })
    add(.binary(.greater, .step, .number(1)), steps.map { $0 > 0 })
    for every in 2...10 {
      let quotient = Node.binary(.divide, .step, .number(Double(every)))
      let divides = Node.binary(.equal, quotient, .unary(.floor, quotient))
      add(divides, steps.map { ($0 + 1) % every == 0 })
      let begun = Node.binary(.divide, .binary(.subtract, .step, .number(1)), .number(Double(every)))
      add(.binary(.equal, begun, .unary(.floor, begun)), steps.map { $0 % every == 0 })
      add(.binary(.subtract, .number(1), divides), steps.map { ($0 + 1) % every != 0 })
    }
    return found
  }
}

extension [Condition] {
  /// The first few that are not met at the same points.
  private func distinct(_ count: Int) -> [Condition] {
    var found: [Condition] = []
    for condition in self where found.count < count && !found.contains(where: { $0.isMet == condition.isMet }) {
      found.append(condition)
    }
    return found
  }

  /// Those that hold exactly where the points do not fit; if there are none, those that hold at every misfit and, for
  /// the most part, only there.
  func parting(_ misfits: [Bool], among finite: [Bool]) -> [Condition] {
    let wrong = misfits.indices.filter { misfits[$0] && finite[$0] }
    let exact = filter { condition in
      finite.indices.allSatisfy { !finite[$0] || condition.isMet[$0] == misfits[$0] }
    }
    let around = filter { condition in
      let met = finite.indices.count { finite[$0] && condition.isMet[$0] }
      return wrong.allSatisfy { condition.isMet[$0] } && 2 * wrong.count > met
    }
    let narrow = around.sorted { $0.isMet.count(where: \.self) < $1.isMet.count(where: \.self) }
    return exact.distinct(3) + narrow.distinct(4)
  }
}
