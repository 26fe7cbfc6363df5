internal import Equations

// Changes at one place or at two, by working the formula backwards.
extension FormulaFinder {
  /// A sum, a product or a power of two small formulas at one place.
  func joined() {
    prepare(finite) { prepared in
      for form in forms {
        for place in prepared.inversion.places(of: form, for: prepared.published) {
          prepared.search.joined(at: place) { candidates.add(form.replacing(at: place.path[...], with: $0)) }
        }
      }
    }
  }

  /// Changes that working backwards cannot find: a number that is rounded otherwise, a factor that stands at the other of
  /// two terms, an operand on the other side of a function.
  func rewritten() {
    for form in forms + opened {
      for (path, node) in form.places {
        for other in node.roundedOtherwise + node.withFactorMoved + node.withOperandMoved {
          candidates.add(form.replacing(at: path[...], with: other))
        }
      }
    }
  }

  /// A state that starts from another value than the asked one.
  func started() {
    guard points.steps.contains(where: { $0 > 0 }) else { return }
    prepare(finite.indices.map { finite[$0] && points.steps[$0] == 0 }) { prepared in
      for form in forms {
        for place in prepared.inversion.places(of: form, for: prepared.published) {
          guard case .previous(let state, along: .step) = place.node, state == points.target else { continue }
          prepared.search.literal(place) {
            let begun = Node.select(.binary(.equal, .step, .number(1)), $0, place.node)
            candidates.add(form.replacing(at: place.path[...], with: begun))
          }
        }
      }
    }
  }

  /// One change of one place, by entries up to a cost.
  func single(_ mask: [Bool], upTo cost: Int) {
    prepare(mask) { prepared in
      let isFirst = cost <= 3
      prepared.search.dictionary.grow(to: cost)
      for form in forms {
        for place in prepared.inversion.places(of: form, for: prepared.published) {
          func put(_ node: Node) { candidates.add(form.replacing(at: place.path[...], with: node)) }
          if isFirst {
            prepared.search.replacements(at: place, put)
          } else {
            prepared.search.lookup(place, upTo: cost, put)
            prepared.search.wrapped(place, upTo: cost, put)
          }
        }
      }
    }
  }

  /// The asked formula where it holds, another simple one elsewhere.
  func piecewise() {
    let share = misfits.count(where: \.self)
    guard share < misfits.count else { return }
    let asks = forms[0].subformulas.filter { if case .number = $0 { false } else { true } }
    let nodes = leaves.filter { $0.cost == 1 && !$0.node.isSetting }.map { (node: $0.node, values: $0.series.values) }
    let inner = asks.compactMap { node -> (node: Node, values: [Double])? in
      guard !node.operands.isEmpty, let series = points.series(parts.restored(node)) else { return nil }
      return (node, series.values)
    }
    for condition in points.conditions(nodes + inner).parting(misfits, among: finite) {
      let mask = finite.indices.map { finite[$0] && condition.isMet[$0] }
      guard mask.contains(true) else { continue }
      prepare(mask) { prepared in
        prepared.search.dictionary.grow(to: 3)
        for place in prepared.inversion.places(of: forms[0], for: prepared.published) {
          func put(_ node: Node) {
            let other = forms[0].replacing(at: place.path[...], with: node)
            candidates.add(.select(condition.node, other, forms[0]))
          }
          prepared.search.literal(place, put)
          prepared.search.lookup(place, upTo: 3, atMost: 6, put)
        }
      }
    }
  }

  /// An everyday change at one place, and anything small at another.
  func twoPlaces() {
    let exchanged = leaves.filter { $0.cost == 1 }.map(\.node)
    prepare(finite) { prepared in
      var known: Set<[Double]> = []
      for changed in forms[0].everydayChanges(exchanged) {
        guard let own = prepared.inversion.run.evaluate(changed), own.values.allSatisfy(\.isFinite),
          known.insert(own.values.map { Double(Float($0)) }).inserted
        else { continue }
        for place in prepared.inversion.places(of: changed, for: prepared.published) {
          prepared.search.secondReplacements(at: place) {
            candidates.add(changed.replacing(at: place.path[...], with: $0))
          }
        }
      }
    }
  }
}

extension Node {
  /// Rounded up, to the nearest, or not at all, if the formula is a number rounded down; rounded down, if it is one that
  /// changes with t.
  fileprivate var roundedOtherwise: [Node] {
    guard case .unary(.floor, let a) = self else {
      return operands.isEmpty || !subformulas.contains(.step) ? [] : [.unary(.floor, self)]
    }
    return [
      .unary(.negate, .unary(.floor, .unary(.negate, a))), .unary(.floor, .binary(.add, a, .number(0.5))), a,
    ]
  }

  /// The factor of one of two terms at the other: c·a + b as a + c·b.
  fileprivate var withFactorMoved: [Node] {
    guard case .binary(let operation, let a, let b) = self,
      [.add, .subtract, .maximum, .minimum].contains(operation)
    else { return [] }
    var found: [Node] = []
    if case .binary(.multiply, let c, let x) = a {
      found.append(.binary(operation, x, .binary(.multiply, c, b)))
      found.append(.binary(operation, c, .binary(.multiply, x, b)))
    }
    if case .binary(.multiply, let c, let x) = b {
      found.append(.binary(operation, .binary(.multiply, c, a), x))
      found.append(.binary(operation, .binary(.multiply, x, a), c))
    }
    return found
  }

  /// An operand outside of the function that it belongs into, or inside of one that it stands beside: f(a + b) as
  /// f(a) + b, and the other way round.
  fileprivate var withOperandMoved: [Node] {
    switch self {
    case .unary(let function, .binary(let operation, let a, let b)) where function != .negate:
      return [
        .binary(operation, .unary(function, a), b), .binary(operation, a, .unary(function, b)),
      ]
    case .binary(let operation, let a, let b):
      var found: [Node] = []
      if case .unary(let function, let x) = a, function != .negate {
        found.append(.unary(function, .binary(operation, x, b)))
      }
      if case .unary(let function, let x) = b, function != .negate {
        found.append(.unary(function, .binary(operation, a, x)))
      }
      return found
    default: return []
    }
  }

  /// True for a leaf that has one number in a case, or none but its own.
  var isOneNumberACase: Bool {
    switch self {
    case .number, .setting, .extent, .step: true
    default: false
    }
  }

  var isSetting: Bool { if case .setting = self { true } else { false } }
}
