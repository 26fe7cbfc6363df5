internal import Equations
internal import Judging

// One number that a program has at several places: it bounds, shifts or scales a value before it uses it, changes the
// arguments of one function alike, or writes a setting down.
extension FormulaFinder {
  /// The first such change, with a number of few digits, that gives every published number.
  ///
  /// The number is worked out from one wrong number to all its digits. So it proves something even where few are wrong.
  func throughout() -> [Found] {
    for formula in open {
      guard let number = root(formula), let evidence = evidence(for: formula(number)) else { continue }
      let cost = 1.5 + 0.5 * Literals.digits(number)
      return [Found(formula: formula(number), cost: cost, evidence: evidence, meaning: nil)]
    }
    return []
  }

  /// The asked formula with one number that is not known yet.
  private var open: [(Double) -> Expression] {
    var found: [(Double) -> Expression] = []
    let whole = asked.node
    let places = whole.places
    var seen: Set<Node> = []
    for (_, leaf) in places where seen.insert(leaf).inserted {
      let own = places.filter { $0.node == leaf }.map(\.path)
      guard own.count > 1 else { continue }
      if leaf.isValue || leaf.isComputed {
        found += Self.changes(of: Expression(leaf)).map { change in
          { Expression(whole.replacing(leaf, by: change(Equations.number($0)).node)) }
        }
      } else if leaf.isSetting, own.count <= Self.mostPlaces {
        // A setting that is written down at all places has a name already.
        found += own.severalOf.map { paths in
          { number in
            Expression(paths.reduce(whole) { $0.replacing(at: $1[...], with: .number(number)) })
          }
        }
      }
    }
    return found + inFunctions
  }

  /// The asked formula with the same change of every argument of a function, or of everything that is divided by.
  private var inFunctions: [(Double) -> Expression] {
    let whole = asked.node
    var taken: [Unary: Set<Node>] = [:]
    var divisors: Set<Node> = []
    for (_, node) in whole.places {
      switch node {
      case .unary(let function, let a) where function != .negate: taken[function, default: []].insert(a)
      case .binary(.divide, _, let b): if case .number = b { continue } else { divisors.insert(b) }
      default: continue
      }
    }
    let alike = Unary.allCases.filter { taken[$0]?.count ?? 0 > 1 }.flatMap { function in
      Self.changes(of: Expression(.absent)).indices.map { index -> (Double) -> Expression in
        { number in
          Expression(
            whole.rewritten { node in
              guard case .unary(function, let a) = node else { return node }
              return .unary(function, Self.changes(of: Expression(a))[index](Equations.number(number)).node)
            })
        }
      }
    }
    guard divisors.count > 1 else { return alike }
    return alike + [
      { number in
        Expression(
          whole.rewritten { node in
            guard case .binary(.divide, let a, let b) = node, divisors.contains(b) else { return node }
            return .binary(.divide, a, .binary(.add, b, .number(number)))
          })
      }
    ]
  }

  /// The most places of a setting of which some are taken.
  private static let mostPlaces = 4

  /// The most digits of such a number, and of one that few wrong numbers show.
  private static let digits = (usual: 3.0, few: 2.0)
  /// The sizes between which a number is looked for.
  private static let sizes = [1e-13, 1e-9, 1e-6, 1e-3, 0.03, 0.2, 0.7, 1.5, 3, 7, 14, 25, 45, 90, 200, 800]

  private static func changes(of x: Expression) -> [(Expression) -> Expression] {
    [
      { min(max(x, -$0), $0) }, { min(max(x, $0), 1 - $0) }, { max(x, $0) }, { min(x, $0) }, { x + $0 }, { x - $0 },
      { $0 * x },
    ]
  }

  /// The number with which a formula gives the first wrong number; nil if there is none of few digits.
  private func root(_ formula: (Double) -> Expression) -> Double? {
    let wrong = misfits.indices.filter { misfits[$0] && finite[$0] }
    guard let point = wrong.first else { return nil }
    let digits = wrong.count < Self.fewest ? Self.digits.few : Self.digits.usual
    func difference(_ number: Double) -> Double {
      points.value(of: formula(number).node, at: point).map { $0 - points.published[point] } ?? .nan
    }
    for root in Roots.between(Self.sizes, of: difference) {
      let width = 1e-10 * root
      if let number = Literals.shortest(root - width, root + width), Literals.digits(number) <= digits { return number }
    }
    return nil
  }
}

extension Node {
  /// True for a function of a value, which a program may have worked out once for all places.
  fileprivate var isComputed: Bool { if case .unary(let function, _) = self { function != .negate } else { false } }

  /// True for a value, and not a setting or a number.
  fileprivate var isValue: Bool {
    switch self {
    case .quantity, .previous(_, along: .step): true
    default: false
    }
  }
}

extension Array {
  /// Every choice of two elements or more, but for that of all.
  fileprivate var severalOf: [[Element]] {
    (0..<1 << count).map { choice in indices.filter { choice >> $0 & 1 == 1 }.map { self[$0] } }
      .filter { $0.count > 1 && $0.count < count }
  }
}
