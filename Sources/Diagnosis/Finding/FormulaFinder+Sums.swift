internal import Equations

// Changes inside a sum, which cannot be worked backwards.
extension FormulaFinder {
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
        prepare(finite) { prepared in
          guard
            let contractions = Contractions(
              node, parts, points, prepared.pivots,
              leaves: Array(listed.filter { $0.cost <= 2 }.prefix(Self.mostLeaves)))
          else { return }
          var search = PlaceSearch(
            dictionary: contractions.sums, series: prepared.search.series, groups: prepared.search.groups)
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
