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
    let least = shorter?[0].cost ?? .infinity
    if least <= Self.least + Self.margin { return nil }
    let known = Array(listed.filter { $0.cost <= 2 }.prefix(Self.mostLeaves))
    var short: [Found]?
    var open = sums
    for chosen in [finite, few] where !open.isEmpty {
      prepare(chosen) { prepared in
        var sums: [(leaf: Node, contractions: Contractions)] = []
        // Sums with too many terms at these points are looked at again at fewer.
        open = open.filter { sum in
          guard let own = Contractions(sum.terms, parts, points, prepared.pivots, leaves: known) else { return true }
          sums.append((sum.leaf, own))
          return false
        }
        guard !sums.isEmpty else { return }
        for (leaf, contractions) in sums {
          contracted(leaf, contractions, prepared)
          numbered(leaf, contractions, prepared)
        }
        short = Self.simpler(short, proven(besides: margin))
        let isShort = short.map { $0[0].cost + margin < Self.leastWide } ?? false
        if isShort || least <= Self.leastWide + Self.margin { return }
        for index in sums.indices {
          sums[index].contractions.widen()
          contracted(sums[index].leaf, sums[index].contractions, prepared)
        }
        short = Self.simpler(short, proven(besides: margin))
      }
    }
    return short
  }

  /// The shortest description of a change: of another operation.
  private static let least = 1.2
  /// The shortest description of two nodes or more in the place of a part, or beside it.
  private static let leastWide = 2.5
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

  /// The sums of all forms, each in the ways that its terms are written.
  private var sums: [(leaf: Node, terms: Node)] {
    var leaves: [Node] = []
    for leaf in forms.flatMap(\.subformulas) where leaf.operands.isEmpty && !leaves.contains(leaf) {
      if Terms.Reducing(parts.restored(leaf)) != nil { leaves.append(leaf) }
    }
    return leaves.flatMap { leaf in
      let own = parts.restored(leaf)
      let apart = spread(own)
      return (own.termForms + (apart == own.withSumsOfProducts ? [] : [apart])).map { (leaf, $0) }
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
