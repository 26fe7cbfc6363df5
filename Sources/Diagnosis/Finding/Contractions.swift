internal import Equations
internal import Judging

/// The sums that a program may have in the place of one of a formula. A sum cannot be worked backwards, so its terms are
/// enumerated: small formulas, and the asked terms with a small formula at one place. Each sum is then a row of a
/// dictionary.
struct Contractions {
  let reducing: Terms.Reducing
  let parts: Parts
  let terms: Terms
  let run: LeafRun
  /// Small formulas of the terms.
  private var small: FormulaDictionary
  /// The terms of each sum, and how they are brought together. A formula is made only of the few that are looked up.
  private var inner: [(terms: Made, reduction: Reduction)] = []
  /// The sums at the pivots.
  private(set) var sums: FormulaDictionary

  /// The terms of a sum.
  private enum Made {
    case small(Int)
    case changed(at: [Int], Node)
    case replaced(at: [Int], by: Int)
    case joined(at: [Int], Node, Binary, Int)
  }

  /// The rounding of the asked sum at each pivot, by the size of its terms.
  let roundings: [Double]
  let asked: Node

  /// The largest numbers of rows, and of values that they have together.
  private static let mostEntries = (rows: 8_000, values: 1_500_000)
  private static let mostAtPlace = (rows: 1_000, values: 300_000)

  /// - Parameters:
  ///   - node: the asked sum.
  ///   - leaves: formulas for its terms, each with its cost.
  init?(_ node: Node, _ parts: Parts, _ points: Points, _ pivots: [Int], leaves: [(node: Node, cost: Int)]) {
    guard let reducing = Terms.Reducing(node), let terms = Terms(points, of: reducing, at: pivots),
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
    small = FormulaDictionary(
      width: terms.count, leaves: entries, most: min(Self.mostEntries.rows, Self.mostEntries.values / terms.count),
      unary: FormulaDictionary.Operation.functions(inNetwork: true),
      binary: [.add, .subtract, .multiply, .divide, .maximum, .minimum])
    small.grow(to: 3)
    sums = FormulaDictionary(width: pivots.count, leaves: [], most: Self.mostSums, unary: [], binary: [])
    var (values, found) = (
      [Double](repeating: 0, count: terms.count), [Double](repeating: 0, count: pivots.count)
    )
    values.withUnsafeMutableBufferPointer { values in
      found.withUnsafeMutableBufferPointer { found in
        for row in 0..<small.count {
          small.copy(row, to: values)
          let isShort = small.costs[row] <= 2
          for reduction in isShort ? Reduction.allCases : [reducing.reduction] {
            add(.small(row), small.costs[row], values, reduction, found)
          }
        }
        likened(values, found)
        exchanged(values, found)
      }
    }
    sums.close(below: 5)
  }

  /// Adds the sums whose descriptions are longer: the asked terms with more than a leaf at one place.
  mutating func widen() {
    var (values, found) = (
      [Double](repeating: 0, count: terms.count), [Double](repeating: 0, count: roundings.count)
    )
    values.withUnsafeMutableBufferPointer { values in
      found.withUnsafeMutableBufferPointer { found in changed(values, found) }
    }
    sums.close(below: 6)
  }

  /// The largest number of sums.
  private static let mostSums = 60_000

  /// The leaf that stands for a sum.
  static func leaf(_ index: Int) -> Node { .quantity(Reference("sum \(index)")) }

  private mutating func add(
    _ made: Made, _ cost: Int, _ values: FormulaDictionary.Row, _ reduction: Reduction, _ found: FormulaDictionary.Row
  ) {
    terms.reduce(reduction, UnsafeBufferPointer(values), into: found)
    if sums.addSum(inner.count, cost, found) { inner.append((made, reduction)) }
  }

  private func reduced(_ reduction: Reduction, _ node: Node) -> Node {
    switch reducing.whole(.number(0)) {
    case .reduce(_, _, let axes), .contract(_, _, let axes): .reduce(reduction, node, over: axes)
    default: reducing.whole(node)
    }
  }

  /// The most small formulas that are tried at one place.
  private var most: Int { min(Self.mostAtPlace.rows, Self.mostAtPlace.values / terms.count) }

  /// The asked terms with another operation or another function at one place.
  private mutating func likened(_ values: FormulaDictionary.Row, _ found: FormulaDictionary.Row) {
    for (path, node) in asked.places {
      for other in node.likenesses {
        guard let own = run.evaluate(other)?.values, let ascent = Ascent(asked, from: path[...], run) else {
          continue
        }
        for i in values.indices { values[i] = own[i] }
        ascent(values)
        add(.changed(at: path, other), 3, values, reducing.reduction, found)
      }
    }
  }

  /// The asked terms with a leaf at one place.
  private mutating func exchanged(_ values: FormulaDictionary.Row, _ found: FormulaDictionary.Row) {
    for (path, _) in asked.places where !path.isEmpty {
      guard let ascent = Ascent(asked, from: path[...], run) else { continue }
      replaced(at: path, by: 0..<min(small.count(upTo: 1), most), 4, ascent, values, found)
    }
  }

  /// The asked terms with a small formula at one place, or joined to what stands there.
  private mutating func changed(_ values: FormulaDictionary.Row, _ found: FormulaDictionary.Row) {
    for (path, node) in asked.places where !path.isEmpty {
      guard let ascent = Ascent(asked, from: path[...], run) else { continue }
      let leaves = min(small.count(upTo: 1), most)
      replaced(at: path, by: leaves..<min(small.count, most), 5, ascent, values, found)
      // A factor, a divisor or a summand too many.
      guard let own = run.evaluate(node)?.values else { continue }
      for operation in [Binary.multiply, .divide, .add, .subtract, .maximum, .minimum] {
        let longer = ascent.joined(operation, behind: own)
        for row in 0..<min(small.count(upTo: 2), most) {
          small.copy(row, to: values)
          longer(values)
          add(.joined(at: path, node, operation, row), 5, values, reducing.reduction, found)
        }
      }
    }
  }

  private mutating func replaced(
    at path: [Int], by rows: Range<Int>, _ cost: Int, _ ascent: Ascent, _ values: FormulaDictionary.Row,
    _ found: FormulaDictionary.Row
  ) {
    for row in rows {
      small.copy(row, to: values)
      ascent(values)
      // The leaf that stands there already gives the asked sum, which is known.
      add(.replaced(at: path, by: row), cost, values, reducing.reduction, found)
    }
  }

  /// The formula of a sum's terms.
  private func formula(of made: Made) -> Node {
    switch made {
    case .small(let row): small.node(row)
    case .changed(let path, let other): asked.replacing(at: path[...], with: other)
    case .replaced(let path, let row): asked.replacing(at: path[...], with: small.node(row))
    case .joined(let path, let node, let operation, let row):
      asked.replacing(at: path[...], with: .binary(operation, node, small.node(row)))
    }
  }

  /// A formula with the sums themselves in the place of their rows.
  func resolved(_ node: Node) -> Node {
    node.rewritten { leaf in
      guard case .quantity(let reference) = leaf, reference.name.hasPrefix("sum "),
        let index = Int(reference.name.dropFirst(4)), index < inner.count
      else { return leaf }
      let (terms, reduction) = inner[index]
      let formula = parts.restored(self.formula(of: terms))
      return parts.leaf(for: reduction == reducing.reduction ? reducing.whole(formula) : reduced(reduction, formula))
    }
  }
}

extension Node {
  /// The same operands in other operations, functions of the node, and a function of each part for one of the whole.
  fileprivate var likenesses: [Node] {
    let functions: [Unary] = [
      .square, .absolute, .negate, .hyperbolicTangent, .sigmoid, .squareRoot, .exponential, .logarithm,
    ]
    var found = functions.map { Node.unary($0, self) }
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
