internal import Equations
internal import Judging
internal import Reference

// Changes that touch several sums at once, or what a sum is over, or what is worked out on the way: working backwards
// finds one place alone.
extension FormulaFinder {
  func regrouped() {
    for other in asked.node.withPartialSums + asked.node.withFactorsOutside + ahead {
      candidates.add(parts.flattened(other))
    }
  }

  /// The formula with weights that are updated already: with those of one parameter, or with all, and the quantities on the
  /// way worked out anew from them.
  private var ahead: [Node] {
    guard let recipe = points.examinations.first?.recipe, recipe.isNetwork, points.target.name != "weights" else {
      return []
    }
    let parameters = recipe.parameters
    var forms = [asked.node]
    for node in asked.node.subformulas {
      guard case .quantity(let reference) = node, reference.parameter == nil,
        let own = recipe.formula(of: reference.name)?.node, !own.quantities.isDisjoint(with: parameters)
      else { continue }
      // Its extents are those of the other, too.
      let form = asked.node.places.filter { $0.node == node }.reduce(asked.node) {
        $0.replacing(at: $1.path[...], with: own)
      }
      if !forms.contains(form) { forms.append(form) }
    }
    return forms.flatMap { form -> [Node] in
      let named = parameters.filter(form.quantities.contains)
      return (named.map { [$0] } + (named.count > 1 ? [named] : [])).map { updated in
        updated.reduce(form) {
          $0.replacing(.quantity(Reference($1)), by: .quantity(Reference("weights", of: $1)))
        }
      }
    }
  }
}

extension Node {
  /// The formula with a function of each part of a sum, added up, in the place of one of the whole sum: Σ√Σx² for √ΣΣx².
  fileprivate var withPartialSums: [Node] {
    places.flatMap { path, node -> [Node] in
      guard case .unary(let function, .reduce(let reduction, let terms, let axes)) = node, function != .negate,
        reduction != .maximum, axes.count > 1
      else { return [] }
      return axes.map { axis in
        let part = Node.reduce(reduction, terms, over: axes.filter { $0 != axis })
        return replacing(at: path[...], with: .reduce(reduction, .unary(function, part), over: [axis]))
      }
    }
  }

  /// The formula with a factor taken out of every sum that it stands in, as if it did not change along it.
  fileprivate var withFactorsOutside: [Node] {
    let whole = withSumsOfProducts
    var factors: [Node] = []
    for case .reduce(let reduction, let terms, _) in whole.subformulas where reduction != .maximum {
      factors += terms.factors.filter { $0.reference != nil && !factors.contains($0) }
    }
    return factors.map { factor in
      whole.rewritten { node in
        guard case .reduce(let reduction, let terms, let axes) = node, reduction != .maximum,
          let rest = terms.dividing(by: factor)
        else { return node }
        return .binary(.multiply, factor, .reduce(reduction, rest, over: axes))
      }
    }
  }

  private var factors: [Node] {
    if case .binary(.multiply, let a, let b) = self { a.factors + b.factors } else { [self] }
  }

  /// A product without one of its factors; nil if it is none, or the only one.
  private func dividing(by factor: Node) -> Node? {
    var rest = factors
    guard rest.count > 1, let index = rest.firstIndex(of: factor) else { return nil }
    rest.remove(at: index)
    return rest.dropFirst().reduce(rest[0]) { .binary(.multiply, $0, $1) }
  }
}
