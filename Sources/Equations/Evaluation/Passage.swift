/// Equations evaluated once, or together at each position of a sequence because they feed one another along it.
struct Passage {
  enum Direction { case forward, backward }

  let equations: [Equation]
  /// The direction of the walk; nil if no sequence is walked.
  let direction: Direction?
  /// Splits a recipe's equations, keeping their order.
  ///
  /// A run of equations is walked along the sequence if one of them takes a previous (or next) value along time, of
  /// itself or of a quantity that is defined later.
  static func split(_ equations: [Equation]) -> [Passage] {
    var passages: [Passage] = []
    var index = 0
    while index < equations.count {
      var end = index
      var direction: Direction?
      var scan = index
      while scan <= end {
        for (name, found) in recurrences(equations[scan].formula.node) {
          guard let target = equations.indices.last(where: { equations[$0].target.name == name }), target >= scan
          else { continue }
          end = Swift.max(end, target)
          direction = found
        }
        scan += 1
      }
      passages.append(Passage(equations: Array(equations[index...end]), direction: direction))
      index = end + 1
    }
    return passages
  }

  /// The number of positions of the walked sequence.
  ///
  /// - Parameter extent: the positions of a quantity that exists before the passage; nil if it is not along a sequence.
  /// - Returns: nil if no quantity given to the passage is along a sequence.
  func length(_ extent: (Reference) -> Int?) throws(EvaluationError) -> Int? {
    let own = Set(equations.map(\.target))
    var found: Int?
    for equation in equations {
      for reference in equation.formula.node.subformulas.compactMap(\.reference) where !own.contains(reference) {
        guard let length = extent(reference) else { continue }
        if let found, found != length { throw .extentsDiffer(axis: .time, found, length) }
        found = length
      }
    }
    return found
  }

  /// The quantities that a formula takes from another position of a sequence, each with the direction of its walk.
  private static func recurrences(_ node: Node) -> [(String, Direction)] {
    var found: [(String, Direction)] = []
    func visit(_ node: Node) {
      switch node {
      case .previous(let reference, along: .time): found.append((reference.name, .forward))
      case .next(let reference, along: .time): found.append((reference.name, .backward))
      case .quantity, .previous, .next, .setting, .step, .number, .absent: return
      case .unary(_, let a), .reduce(_, let a, _): visit(a)
      case .binary(_, let a, let b), .contract(let a, let b, _):
        visit(a)
        visit(b)
      default: node.operands.forEach(visit)
      }
    }
    visit(node)
    return found
  }

  /// True if two formulas take the same quantities from other positions, so that either may stand in a passage.
  static func walkAlike(_ a: Node, _ b: Node) -> Bool {
    let (a, b) = (recurrences(a), recurrences(b))
    return a.count == b.count && zip(a, b).allSatisfy { $0 == $1 }
  }

  /// The passage with only some of its equations, for a walk on which the values of the others are known; nil if none is left.
  func only(_ isOpen: (Equation) -> Bool) -> Passage? {
    let open = equations.filter(isOpen)
    return open.isEmpty ? nil : Passage(equations: open, direction: direction)
  }

  /// The same passage with other formulas for some of its quantities, which walk alike.
  func with(_ changed: [Reference: Equation]) -> Passage {
    guard equations.contains(where: { changed[$0.target] != nil }) else { return self }
    return Passage(equations: equations.map { changed[$0.target] ?? $0 }, direction: direction)
  }
}
