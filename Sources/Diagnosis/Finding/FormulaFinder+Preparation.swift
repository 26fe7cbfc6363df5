internal import Equations

// The numbers that a search begins with, on its pivots.
extension FormulaFinder {
  func prepare(_ mask: [Bool], _ use: (inout Prepared) -> Void) {
    let chosen = Pivots.choose(points, from: mask, misfits: misfits, isPlain: isPlain)
    let pivots = Set(chosen + contradictions.filter { mask[$0] }).sorted()
    guard !chosen.isEmpty else { return }
    var prepared = searches[pivots] ?? prepared(pivots)
    use(&prepared)
    searches[pivots] = prepared
  }

  func prepared(_ pivots: [Int]) -> Prepared {
    var run = LeafRun(count: pivots.count, points.precision)
    for leaf in leaves { run[leaf.node] = leaf.series.at(pivots) }
    var entries = leaves.map { (node: $0.node, cost: $0.cost, values: $0.series.at(pivots).values) }
    for form in forms {
      for node in form.subformulas where !node.operands.isEmpty {
        guard !entries.contains(where: { $0.node == node }), let own = run.evaluate(node) else { continue }
        entries.append((node, 1, own.values))
      }
    }
    var dictionary = FormulaDictionary(
      width: pivots.count, leaves: entries, most: mostRows,
      unary: FormulaDictionary.Operation.functions(inNetwork: isNetwork),
      binary: [.add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .clip, .signed])
    dictionary.grow(to: 1)
    var along = FormulaDictionary(
      width: pivots.count, leaves: timeLeaves(pivots), most: 20_000,
      unary: FormulaDictionary.Operation.functions(inNetwork: false) + [.floor],
      binary: [.add, .subtract, .multiply, .divide, .power, .maximum, .minimum])
    along.grow(to: 5)
    let groups = Dictionary(grouping: pivots.indices) { [points.cases[pivots[$0]], points.steps[pivots[$0]]] }
    let published = Points.Series(
      values: pivots.map { points.published[$0] }, errors: pivots.map { _ in .leastNonzeroMagnitude })
    return Prepared(
      pivots: pivots, inversion: Inversion(run: run), published: published,
      search: PlaceSearch(
        dictionary: dictionary, series: along,
        groups: groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)))
  }

  /// The leaves of a schedule: settings, t, every how many steps.
  func timeLeaves(_ pivots: [Int]) -> [(node: Node, cost: Int, values: [Double])] {
    var found = leaves.filter { $0.node.isSetting || $0.node == .step }
      .map { (node: $0.node, cost: 1, values: $0.series.at(pivots).values) }
    for number in [1.0, 2] { found.append((.number(number), 1, pivots.map { _ in number })) }
    found.append((.number(10), 2, pivots.map { _ in 10 }))
    guard points.steps.contains(where: { $0 > 0 }) else { return found }
    for every in 2...10 {
      let size = Double(every)
      let begun = Node.unary(.floor, .binary(.divide, .step, .number(size)))
      found.append((begun, 3, pivots.map { Double((points.steps[$0] + 1) / every) }))
      let counted = Node.binary(
        .add, .unary(.floor, .binary(.divide, .binary(.subtract, .step, .number(1)), .number(size))), .number(1))
      found.append((counted, 3, pivots.map { Double(points.steps[$0] / every + 1) }))
    }
    return found
  }
}
