internal import Equations

// Changes inside a sum, which cannot be worked backwards.
extension FormulaFinder {
  /// True if a sum's terms at all pivots are few enough to be looked at.
  private func isShort(_ node: Node) -> Bool {
    var isShort = true
    prepare(finite) { prepared in
      isShort = Terms.Reducing(node).map { Terms(points, of: $0.terms, at: prepared.pivots) != nil } ?? true
    }
    return isShort
  }

  private static let fewPivots = 8

  /// A few points of the case with the smallest parameters, for sums over so many terms that no more can be looked at.
  private var few: [Bool] {
    let sizes = points.examinations.map { $0.inputs.parameters.values.reduce(0) { $0 + $1.count } }
    let cases = Set(points.cases).sorted { (sizes[$0], $0) < (sizes[$1], $1) }
    var chosen = [Bool](repeating: false, count: points.count)
    guard let smallest = cases.first else { return chosen }
    let own = points.cases.indices.filter { finite[$0] && points.cases[$0] == smallest }
    for turn in 0..<min(Self.fewPivots, own.count) {
      chosen[own[turn * own.count / min(Self.fewPivots, own.count)]] = true
    }
    return chosen
  }

  /// True for a sum that is no leaf of the search.
  func isNew(_ node: Node) -> Bool {
    guard case .quantity = node else { return false }
    return !leaves.contains { $0.node == node }
  }

  /// Another sum in the place of one.
  func contractions() {
    var sums: [Node] = []
    for leaf in forms.flatMap(\.subformulas) where leaf.operands.isEmpty && !sums.contains(leaf) {
      if Terms.Reducing(parts.restored(leaf)) != nil { sums.append(leaf) }
    }
    for leaf in sums {
      let own = parts.restored(leaf)
      let apart = spread(own)
      for node in own.termForms + (apart == own.withSumsOfProducts ? [] : [apart]) {
        prepare(isShort(node) ? finite : few) { prepared in
          guard
            let contractions = Contractions(
              node, parts, points, prepared.pivots,
              leaves: Array(listed.filter { $0.cost <= 2 }.prefix(Self.mostLeaves)))
          else { return }
          var dictionary = FormulaDictionary(
            width: prepared.pivots.count, leaves: contractions.rows, most: 60_000, unary: [], binary: [])
          dictionary.grow(to: 4)
          var search = PlaceSearch(
            dictionary: dictionary, series: prepared.search.series, groups: prepared.search.groups)
          for form in forms {
            for place in prepared.inversion.places(of: form, for: prepared.published)
            where place.node.subformulas.contains(leaf) {
              var place = place
              place.wanted.errors = zip(place.wanted.errors, contractions.roundings).map(+)
              func put(_ node: Node) {
                candidates.add(form.replacing(at: place.path[...], with: contractions.resolved(node)))
              }
              search.replacements(at: place, put)
              search.lookup(place, upTo: 4, atMost: 40, put)
              guard place.node == leaf else { continue }
              contractions.withNumbers(place.wanted) {
                candidates.add(form.replacing(at: place.path[...], with: $0))
              }
            }
          }
        }
      }
    }
  }
}
