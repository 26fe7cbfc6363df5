internal import Equations

// Changes inside a sum, which cannot be worked backwards.
extension FormulaFinder {
  /// The simplest formulas with another sum in the place of one. Those with a longer description are not tried if a shorter
  /// one is proven.
  ///
  /// - Parameters:
  ///   - shorter: those that are proven already.
  ///   - margin: the difference of two lengths that are taken for the same.
  func contractions(_ shorter: [Found]?, besides margin: Double = FormulaFinder.margin) -> [Found]? {
    // Nothing that follows would be taken before it.
    let proven = shorter?[0].cost ?? .infinity
    if proven <= Self.least + Self.margin { return nil }
    var short: [Found]?
    prepare(finite) { prepared in
      var sums = sums(prepared)
      for (leaf, contractions) in sums {
        contracted(leaf, contractions, prepared)
        numbered(leaf, contractions, prepared)
      }
      short = self.proven(besides: margin)
      let isShort = short.map { $0[0].cost + margin < Self.leastWide } ?? false
      if isShort || proven <= Self.leastWide + Self.margin { return }
      for index in sums.indices {
        sums[index].contractions.widen()
        contracted(sums[index].leaf, sums[index].contractions, prepared)
      }
      short = Self.simpler(short, self.proven(besides: margin))
    }
    return short
  }

  /// The shortest description of a change: of another operation.
  private static let least = 1.2
  /// The shortest description of two nodes or more in the place of a part, or beside it.
  private static let leastWide = 2.5

  /// The sums of all forms, each with others in its place.
  private func sums(_ prepared: Prepared) -> [(leaf: Node, contractions: Contractions)] {
    var leaves: [Node] = []
    for leaf in forms.flatMap(\.subformulas) where leaf.operands.isEmpty && !leaves.contains(leaf) {
      if Terms.Reducing(parts.restored(leaf)) != nil { leaves.append(leaf) }
    }
    let known = Array(listed.filter { $0.cost <= 2 }.prefix(Self.mostLeaves))
    return leaves.flatMap { leaf in
      let own = parts.restored(leaf)
      let apart = spread(own)
      return (own.termForms + (apart == own.withSumsOfProducts ? [] : [apart])).compactMap { node in
        Contractions(node, parts, points, prepared.pivots, leaves: known).map { (leaf, $0) }
      }
    }
  }

  /// Looks up what would have to stand in the place of a sum.
  private func contracted(_ leaf: Node, _ contractions: Contractions, _ prepared: Prepared) {
    var search = PlaceSearch(
      dictionary: contractions.sums, series: prepared.search.series, groups: prepared.search.groups)
    for form in forms {
      for place in prepared.inversion.places(of: form, for: prepared.published)
      where place.node.subformulas.contains(leaf) {
        let place = contractions.widened(place)
        func put(_ node: Node) {
          candidates.add(form.replacing(at: place.path[...], with: contractions.resolved(node)))
        }
        search.replacements(at: place, put)
        search.lookup(place, upTo: 5, atMost: 40, put)
      }
    }
  }

  private func numbered(_ leaf: Node, _ contractions: Contractions, _ prepared: Prepared) {
    for form in forms {
      for place in prepared.inversion.places(of: form, for: prepared.published) where place.node == leaf {
        contractions.withNumbers(contractions.widened(place).wanted) {
          candidates.add(form.replacing(at: place.path[...], with: $0))
        }
      }
    }
  }
}

extension Contractions {
  /// A place with the rounding of the asked sum.
  fileprivate func widened(_ place: Place) -> Place {
    var place = place
    place.wanted.errors = zip(place.wanted.errors, roundings).map(+)
    return place
  }
}
