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
    node.subformulas.compactMap { part in
      switch part {
      case .previous(let reference, along: .time): (reference.name, .forward)
      case .next(let reference, along: .time): (reference.name, .backward)
      default: nil
      }
    }
  }
}
