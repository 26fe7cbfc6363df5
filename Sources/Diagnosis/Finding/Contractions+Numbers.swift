internal import Equations

// One unknown number among the terms of a sum.
extension Contractions {
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

  /// The pivots at which a number is looked for.
  private static let mostTried = 12

  /// The exponents between which one is looked for.
  static let exponents = [0.05, 0.2, 0.5, 0.8, 1.2, 1.6, 2.1, 2.6, 3.1, 4, 6]

  private func whole(_ terms: Node) -> Node { parts.leaf(for: reducing.whole(parts.restored(terms))) }

  private func root(of formula: Node, _ spot: Node, from start: Double, _ wanted: Points.Series) -> Double? {
    func difference(_ number: Double, in here: LeafRun, at pivot: Int) -> Double {
      guard let values = here.evaluate(formula, with: number, for: spot) else { return .nan }
      return terms.total(reducing.reduction, values) - wanted.values[pivot]
    }
    var (a, b) = (start, start * 1.3)
    // A sum may not depend on the number everywhere.
    let found = wanted.values.indices.prefix(Self.mostTried).lazy.filter { wanted.values[$0].isFinite }
      .map { (pivot: $0, run: run.at(terms.starts[$0]..<terms.starts[$0 + 1])) }
      .first { difference(a, in: $0.run, at: $0.pivot) != difference(b, in: $0.run, at: $0.pivot) }
    guard let (pivot, here) = found else { return nil }
    func difference(_ number: Double) -> Double { difference(number, in: here, at: pivot) }
    var (atA, atB) = (difference(a), difference(b))
    for _ in 0..<40 where atB != 0 {
      let next = b - atB * (b - a) / (atB - atA)
      if atB == atA { break }
      guard next.isFinite else { break }
      (a, atA) = (b, atB)
      b = next
      atB = difference(b)
      if !atB.isFinite { break }
      if abs(b - a) <= 4e-16 * abs(b) { break }
    }
    let size = abs(wanted.values[pivot])
    let allowed = 1e-12 * size + 16 * wanted.errors[pivot]
    if !(abs(atB) <= allowed), formula.isPower(of: spot) {
      // Powers of small and of large numbers are too curved to go along their slope.
      guard let between = Roots.between(Self.exponents, of: difference).first else { return nil }
      b = between
      atB = difference(b)
    }
    guard abs(atB) <= allowed else { return nil }
    let step = 1e-6 * abs(b) + 1e-12
    let slope = abs((difference(b + step) - atB) / step)
    guard slope > 0, slope.isFinite else { return nil }
    let width = (64 * FormulaDictionary.roundoff * size + 8 * wanted.errors[pivot]) / slope
    guard let number = Literals.shortest(b - width, b + width), Literals.digits(number) <= 8,
      let values = run.evaluate(formula, with: number, for: spot)
    else { return nil }
    // The other pivots must agree before the proof is troubled.
    let sums = terms.reduced(reducing.reduction, values)
    for other in wanted.values.indices where wanted.values[other].isFinite {
      let off = abs(sums[other] - wanted.values[other])
      if !(off <= 1e-11 * abs(wanted.values[other]) + 16 * wanted.errors[other]) { return nil }
    }
    return number
  }
}

extension LeafRun {
  /// The same leaves at some of the points.
  fileprivate func at(_ range: Range<Int>) -> LeafRun {
    var part = LeafRun(count: range.count)
    for leaf in leaves.keys {
      guard let series = self[leaf] else { continue }
      part[leaf] = Points.Series(values: Array(series.values[range]), errors: Array(series.errors[range]))
    }
    return part
  }

  /// A formula's values with a number for one of its leaves.
  fileprivate func evaluate(_ node: Node, with number: Double, for leaf: Node) -> [Double]? {
    var run = self
    run[leaf] = Points.Series(
      values: [Double](repeating: number, count: count), errors: [Double](repeating: 0, count: count))
    return run.evaluate(node)?.values
  }
}

extension Node {
  /// True if a number stands as an exponent.
  fileprivate func isPower(of number: Node) -> Bool {
    subformulas.contains { if case .binary(.power, _, number) = $0 { true } else { false } }
  }

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
