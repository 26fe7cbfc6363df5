internal import Equations
internal import Judging

/// The sums that a program may have in the place of one of a formula. A sum cannot be worked backwards, so its terms are
/// enumerated: small formulas, and the asked terms with a small formula at one place. Each sum is then a row of a
/// dictionary.
struct Contractions {
  private let reducing: Terms.Reducing
  private let parts: Parts
  private let terms: Terms
  private let run: LeafRun
  /// The terms of each row, and how they are brought together: only of the few rows that are looked up is a formula made.
  private var inner: [(terms: Node, reduction: Reduction)] = []
  private(set) var rows: [(node: Node, cost: Int, values: [Double])] = []
  /// The rounding of the asked sum at each pivot, by the size of its terms.
  let roundings: [Double]
  private let asked: Node

  /// The largest numbers of rows, and of values that they have together.
  private static let mostEntries = (rows: 8_000, values: 1_500_000)
  private static let mostAtPlace = (rows: 1_000, values: 300_000)

  /// - Parameters:
  ///   - node: the asked sum.
  ///   - leaves: formulas for its terms, each with its cost.
  init?(_ node: Node, _ parts: Parts, _ points: Points, _ pivots: [Int], leaves: [(node: Node, cost: Int)]) {
    guard let reducing = Terms.Reducing(node), let terms = Terms(points, of: reducing.terms, at: pivots),
      let own = terms.series(reducing.terms)
    else { return nil }
    (self.reducing, self.parts, self.terms) = (reducing, parts, terms)
    asked = parts.flattened(reducing.terms)
    roundings = terms.reduced(.sum, own.values.map(abs)).map { 24 * FormulaDictionary.roundoff * $0 }
    var run = LeafRun(count: terms.count)
    var entries: [(node: Node, cost: Int, values: [Double])] = []
    let taken = asked.subformulas.filter { $0.operands.isEmpty }.map { (node: $0, cost: 1) }
    let means = taken.flatMap { leaf, _ in
      points.axes(of: parts.restored(leaf)).map { axis in
        (node: parts.leaf(for: .reduce(.mean, parts.restored(leaf), over: [axis])), cost: 2)
      }
    }
    for (leaf, cost) in taken + means + leaves where run[leaf] == nil {
      guard let series = terms.series(parts.restored(leaf)) else { continue }
      run[leaf] = series
      entries.append((leaf, cost, series.values))
    }
    for part in asked.subformulas where !part.operands.isEmpty {
      guard let series = run.evaluate(part) else { continue }
      entries.append((part, 1, series.values))
    }
    self.run = run
    var dictionary = FormulaDictionary(
      width: terms.count, leaves: entries, most: min(Self.mostEntries.rows, Self.mostEntries.values / terms.count),
      unary: FormulaDictionary.Operation.functions(inNetwork: true),
      binary: [.add, .subtract, .multiply, .divide, .maximum, .minimum])
    dictionary.grow(to: 3)
    for row in 0..<dictionary.count {
      let isShort = dictionary.costs[row] <= 2
      add(
        dictionary.node(row), dictionary.costs[row], dictionary.row(row),
        reducedBy: isShort ? Reduction.allCases : [reducing.reduction])
    }
    changed(dictionary)
  }

  private mutating func add(
    _ node: Node, _ cost: Int, _ values: some RandomAccessCollection<Double>, reducedBy reductions: [Reduction]
  ) {
    for reduction in reductions {
      let leaf = Node.quantity(Reference("sum \(rows.count)"))
      inner.append((node, reduction))
      rows.append((leaf, cost, terms.reduced(reduction, values)))
    }
  }

  private func reduced(_ reduction: Reduction, _ node: Node) -> Node {
    switch reducing.whole(.number(0)) {
    case .reduce(_, _, let axes), .contract(_, _, let axes): .reduce(reduction, node, over: axes)
    default: reducing.whole(node)
    }
  }

  /// The asked terms with a small formula at one place.
  private mutating func changed(_ dictionary: FormulaDictionary) {
    let most = min(Self.mostAtPlace.rows, Self.mostAtPlace.values / terms.count)
    for (path, node) in asked.places {
      for other in node.likenesses {
        guard let values = run.evaluate(other)?.values, let ascent = Ascent(asked, from: path[...], run) else {
          continue
        }
        add(
          asked.replacing(at: path[...], with: other), 3, ascent(values), reducedBy: [reducing.reduction])
      }
    }
    for (path, node) in asked.places where !path.isEmpty {
      guard let ascent = Ascent(asked, from: path[...], run) else { continue }
      for row in 0..<min(dictionary.count, most) {
        let small = dictionary.node(row)
        guard small != node else { continue }
        add(
          asked.replacing(at: path[...], with: small), 4, ascent(Array(dictionary.row(row))),
          reducedBy: [reducing.reduction])
      }
      // A factor, a divisor or a summand too many.
      guard let own = run.evaluate(node)?.values else { continue }
      for operation in [Binary.multiply, .divide, .add, .subtract, .maximum, .minimum] {
        let longer = ascent.joined(operation, behind: own)
        for row in 0..<min(dictionary.count(upTo: 2), most) {
          let other = Node.binary(operation, node, dictionary.node(row))
          add(
            asked.replacing(at: path[...], with: other), 4, longer(Array(dictionary.row(row))),
            reducedBy: [reducing.reduction])
        }
      }
    }
  }

  /// A formula with the sums themselves in the place of their rows.
  func resolved(_ node: Node) -> Node {
    node.rewritten { leaf in
      guard case .quantity(let reference) = leaf, reference.name.hasPrefix("sum "),
        let index = Int(reference.name.dropFirst(4)), index < inner.count
      else { return leaf }
      let (terms, reduction) = inner[index]
      let formula = parts.restored(terms)
      return parts.leaf(for: reduction == reducing.reduction ? reducing.whole(formula) : reduced(reduction, formula))
    }
  }

  // MARK: One number inside

  /// The sums with one unknown number among the terms: added, as a factor, or in a leaf's place. It is solved for at
  /// the first pivots, rounded, and left to the proof.
  func withNumbers(_ wanted: Points.Series, _ put: (Node) -> Void) {
    let spot = Node.quantity(Reference("spot"))
    var tried = 0
    for (path, node) in asked.places where tried < 40 {
      tried += 1
      let changes: [(Node, Double)] =
        [
          (.binary(.add, node, spot), 1e-3), (.binary(.multiply, spot, node), 1.2),
          (.binary(.power, .unary(.absolute, node), spot), 1.2), (spot, 0.7),
        ] + (node.operands.isEmpty ? [(node.smoothed(by: spot), 0.05)] : [])
      for (change, start) in changes {
        let formula = asked.replacing(at: path[...], with: change)
        guard let number = root(of: formula, spot, from: start, wanted) else { continue }
        put(whole(formula.replacing(spot, by: .number(number))))
      }
    }
    if let both = asked.addingInLogarithms(spot), let number = root(of: both, spot, from: 1e-3, wanted) {
      put(whole(both.replacing(spot, by: .number(number))))
    }
  }

  private func whole(_ terms: Node) -> Node { parts.leaf(for: reducing.whole(parts.restored(terms))) }

  private static let mostTried = 12

  private func root(of formula: Node, _ spot: Node, from start: Double, _ wanted: Points.Series) -> Double? {
    var run = run
    func difference(_ number: Double, at pivot: Int) -> Double {
      run[spot] = Points.Series(
        values: [Double](repeating: number, count: terms.count), errors: [Double](repeating: 0, count: terms.count))
      guard let values = run.evaluate(formula)?.values else { return .nan }
      return terms.reduced(reducing.reduction, values)[pivot] - wanted.values[pivot]
    }
    var (a, b) = (start, start * 1.3)
    // A sum may not depend on the number everywhere.
    let pivot = wanted.values.indices.prefix(Self.mostTried).first {
      wanted.values[$0].isFinite && difference(a, at: $0) != difference(b, at: $0)
    }
    guard let pivot else { return nil }
    var (atA, atB) = (difference(a, at: pivot), difference(b, at: pivot))
    for _ in 0..<40 where atB != 0 {
      let next = b - atB * (b - a) / (atB - atA)
      if atB == atA { break }
      guard next.isFinite else { return nil }
      (a, atA) = (b, atB)
      b = next
      atB = difference(b, at: pivot)
      if !atB.isFinite { return nil }
      if abs(b - a) <= 4e-16 * abs(b) { break }
    }
    let size = abs(wanted.values[pivot])
    guard abs(atB) <= 1e-12 * size + 16 * wanted.errors[pivot] else { return nil }
    let step = 1e-6 * abs(b) + 1e-12
    let slope = abs((difference(b + step, at: pivot) - atB) / step)
    guard slope > 0, slope.isFinite else { return nil }
    let width = (64 * FormulaDictionary.roundoff * size + 8 * wanted.errors[pivot]) / slope
    guard let number = Literals.shortest(b - width, b + width), Literals.digits(number) <= 8 else { return nil }
    // The other pivots must agree before the proof is troubled.
    for other in wanted.values.indices where wanted.values[other].isFinite {
      let off = abs(difference(number, at: other))
      if !(off <= 1e-11 * abs(wanted.values[other]) + 16 * wanted.errors[other]) { return nil }
    }
    return number
  }
}

extension Node {
  /// The formula with a number added in each logarithm; nil if there is at most one.
  fileprivate func addingInLogarithms(_ number: Node) -> Node? {
    let count = subformulas.count { if case .unary(.logarithm, _) = $0 { true } else { false } }
    guard count > 1 else { return nil }
    return rewritten { node in
      guard case .unary(.logarithm, let a) = node else { return node }
      return .unary(.logarithm, .binary(.add, a, number))
    }
  }
}

extension Node {
  /// The same operands in other operations, functions of the node, and a function of each part for one of the whole.
  fileprivate var likenesses: [Node] {
    var found = [Unary.square, .absolute, .negate, .hyperbolicTangent, .sigmoid].map { Node.unary($0, self) }
    // A square that keeps the sign, and another base of a logarithm.
    if case .unary(.square, let a) = self { found.append(.binary(.multiply, a, .unary(.absolute, a))) }
    if case .unary(.logarithm, let a) = self {
      found += [.unary(.binaryLogarithm, a), .binary(.divide, self, .unary(.logarithm, .number(10)))]
    }
    if case .unary(let function, .binary(let operation, let a, let b)) = self {
      found.append(.binary(operation, .unary(function, a), .unary(function, b)))
    }
    if case .binary(let operation, .unary(let function, let a), .unary(let other, let b)) = self, function == other {
      found.append(.unary(function, .binary(operation, a, b)))
    }
    guard case .binary(let own, let a, let b) = self else { return found }
    for operation in [Binary.add, .subtract, .multiply, .divide, .maximum, .minimum] where operation != own {
      found.append(.binary(operation, a, b))
      if !Node.binary(operation, a, b).isCommutative { found.append(.binary(operation, b, a)) }
    }
    return found
  }
}
