internal import Equations
internal import Judging
internal import Reference

/// Finds the formula that a program computes in the place of an asked one: the simplest that gives every published
/// number of every case.
///
/// The asked formula is worked backwards to each of its places, and what would have to stand there is looked up among
/// small formulas. Search is on a few pivots, proof on all numbers. Every limit is a count, so that the answer does not
/// depend on a clock.
final class FormulaFinder {
  /// A formula that gives all numbers.
  struct Found {
    let formula: Expression
    let cost: Double
    let evidence: Evidence
    /// Its values on numbers that no case has.
    let meaning: [Double]?
  }

  let asked: Expression
  private let points: Points
  private let parts = Parts()
  private let forms: [Node]
  private let leaves: [(node: Node, cost: Int, series: Points.Series)]
  /// All leaves of the recipe, those included that have other axes than the target.
  private let listed: [(node: Node, cost: Int)]
  private let isNetwork: Bool
  private let mostRows: Int
  private let misfits: [Bool]
  private let finite: [Bool]
  private let isPlain: [Bool]
  private let proof: FormulaProof
  private var meaning: Meaning
  private var candidates: Candidates
  private var searches: [[Int]: Prepared] = [:]

  /// A search on some pivots.
  private struct Prepared {
    let pivots: [Int]
    let inversion: Inversion
    let published: Points.Series
    var search: PlaceSearch
  }

  private static let mostLeaves = 80
  /// The most nodes of an asked formula: comparing descriptions takes the square of them.
  private static let longestFormula = 60

  /// The fewest misfits that allow more to be said than where they are; all of them, if there are fewer numbers.
  static let fewest = 6

  /// - Returns: nil if the numbers or the formula are not of a kind that can be searched.
  init?(_ examinations: [Examination], _ target: Reference, _ asked: Expression, signs: Signs, rows: Int) {
    guard asked.node.size <= Self.longestFormula, let recipe = examinations.first?.recipe,
      let points = Points(examinations, target),
      let own = points.series(asked.node)
    else { return nil }
    self.asked = asked
    mostRows = rows
    self.points = points
    let parts = parts
    let flat = parts.flattened(asked.node)
    forms = flat.rearrangements
    let isSeries = points.steps.contains { $0 > 0 }
    var listed = recipe.leaves(for: target, asked.node, isSeries: isSeries).map {
      (node: parts.flattened($0.node), cost: $0.cost)
    }
    listed += (recipe.wholes(for: asked.node) + recipe.countedEntries).map { (node: parts.flattened($0), cost: 2) }
    for node in flat.subformulas where node.operands.isEmpty && !listed.contains(where: { $0.node == node }) {
      listed.append((node, 1))
    }
    var leaves: [(node: Node, cost: Int, series: Points.Series)] = []
    for (node, cost) in listed.prefix(Self.mostLeaves) {
      guard let series = points.series(parts.restored(node)) else { continue }
      leaves.append((node, cost, series))
    }
    self.leaves = leaves
    self.listed = listed
    isNetwork = recipe.isNetwork
    let asks = Set(flat.subformulas.filter { $0.operands.isEmpty })
    let taken = leaves.filter { asks.contains($0.node) }
    let misfits = points.published.indices.map { i in
      guard let ratio = Bound.ratio(points.published[i], own.values[i], error: own.errors[i], .double) else {
        return false
      }
      return ratio > Bound.allowance
    }
    self.misfits = misfits
    finite = points.published.indices.map { i in
      points.published[i].isFinite && taken.allSatisfy { $0.series.values[i].isFinite }
    }
    let near = leaves.filter { if case .number = $0.node { false } else { $0.cost <= 2 } }
    isPlain = points.published.indices.map { i in
      points.published[i] != 0 && near.allSatisfy { $0.series.values[i] != 0 }
    }
    proof = FormulaProof(
      points: points,
      deviations: points.published.indices.map { misfits[$0] ? abs(points.published[$0] - own.values[$0]) : 0 })
    meaning = Meaning(recipe, signs)
    let isPublished = { (name: String) in examinations.allSatisfy { $0.isPublished(name) } }
    candidates = Candidates(
      forms: forms, signs: signs,
      written: { recipe.inlined(Expression(parts.restored($0)), isPublished: isPublished).node },
      isFar: { node in
        if case .previous(let reference, along: .step) = node { return reference.name == "gradients" }
        return false
      })
  }

  /// True if there are enough misfits to say more than where they are.
  var hasEnoughMisfits: Bool {
    let wrong = misfits.count(where: \.self)
    return wrong >= min(Self.fewest, finite.count(where: \.self)) && wrong > 0
  }

  /// True for a sum that is no leaf of the search.
  private func isNew(_ node: Node) -> Bool {
    guard case .quantity = node else { return false }
    return !leaves.contains { $0.node == node }
  }

  /// The meaning of any formula of this equation.
  func meaning(of formula: Expression) -> [Double]? { meaning(parts.flattened(formula.node)) }

  /// The length of the description of a formula as a change of the asked one.
  func cost(of formula: Expression) -> Double { candidates.cost(of: parts.flattened(formula.node).folded) }

  /// The smallest list of changes that make another formula of the asked one.
  func changes(to formula: Expression) -> [Change] {
    let (asked, found) = comparison(with: formula)
    return candidates.changes(asked, found)
  }

  func changes(_ asked: Node, _ found: Node) -> [Change] { candidates.changes(asked, found) }

  /// The asked formula and another one, written alike: with nothing unpublished, and with products as sums.
  func comparison(with formula: Expression) -> (asked: Node, found: Node) {
    candidates.comparison(with: parts.flattened(formula.node))
  }

  func evidence(for formula: Expression) -> Evidence? { proof.evidence(for: formula) }

  /// True if a formula's own bound is narrow enough to prove something.
  func isSharp(_ formula: Expression) -> Bool { proof.isSharp(formula) }

  // MARK: Stages

  /// The simplest formulas with one change that give all numbers: several if no one is simpler; none if none is simple
  /// enough.
  func findSingle() -> [Found] {
    guard hasEnoughMisfits, finite.contains(true) else { return [] }
    // Of one number throughout nothing more can be said: it fits too many formulas.
    if points.count > 1, let constant = points.published.first, points.published.allSatisfy({ $0 == constant }) {
      candidates.add(.number(constant))
      return proven() ?? []
    }
    single(finite, upTo: 3)
    contractions()
    if let found = proven() { return found }
    single(finite, upTo: 4)
    return proven() ?? []
  }

  /// The same with a change at some points only, or with two.
  func findDouble() -> [Found] {
    guard hasEnoughMisfits, finite.contains(true), Set(points.published).count > 1 else { return [] }
    piecewise()
    joined()
    twoPlaces()
    return proven() ?? []
  }

  /// A sum, a product or a power of two small formulas at one place.
  private func joined() {
    prepare(finite) { prepared in
      for form in forms {
        for place in prepared.inversion.places(of: form, for: prepared.published) {
          prepared.search.joined(at: place) { candidates.add(form.replacing(at: place.path[...], with: $0)) }
        }
      }
    }
  }

  /// Another sum in the place of one.
  private func contractions() {
    let sums = forms[0].subformulas.filter { $0.operands.isEmpty && Terms.Reducing(parts.restored($0)) != nil }
    for leaf in sums {
      for node in parts.restored(leaf).termForms {
        prepare(finite) { prepared in
          guard
            let contractions = Contractions(
              node, parts, points, prepared.pivots,
              leaves: Array(listed.filter { $0.cost <= 2 }.prefix(Self.mostLeaves)))
          else { return }
          var dictionary = FormulaDictionary(
            width: prepared.pivots.count, leaves: contractions.rows, most: 12_000, unary: [], binary: [])
          dictionary.grow(to: 4)
          var search = PlaceSearch(
            dictionary: dictionary, series: prepared.search.series, groups: prepared.search.groups)
          for form in forms {
            for place in prepared.inversion.places(of: form, for: prepared.published)
            where place.node.subformulas.contains(leaf) {
              var place = place
              place.wanted.errors = zip(place.wanted.errors, contractions.roundings).map(+)
              search.replacements(at: place) {
                candidates.add(form.replacing(at: place.path[...], with: contractions.resolved($0)))
              }
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

  /// One change of one place, by entries up to a cost.
  private func single(_ mask: [Bool], upTo cost: Int) {
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
          }
        }
      }
    }
  }

  /// The asked formula where it holds, another simple one elsewhere.
  private func piecewise() {
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
  private func twoPlaces() {
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

  // MARK: Proof

  private static let mostFailures = 200

  /// The candidates with the shortest description that are proven; nil if there is none. Candidates are forgotten.
  private func proven() -> [Found]? {
    defer { candidates.clear() }
    var found: [Found] = []
    var failures = 0
    for candidate in candidates.ordered where failures < Self.mostFailures {
      if let best = found.first, candidate.cost > best.cost + Self.margin { break }
      let formula = Expression(parts.restored(candidate.node))
      let meaning = meaning(candidate.node)
      // A sum of its own has no numbers beside the cases: it is no alternative to what is found.
      if !found.isEmpty && candidate.node.subformulas.contains(where: isNew) { continue }
      if let meaning, found.contains(where: { $0.meaning.map { Meaning.agree($0, meaning) } ?? false }) { continue }
      guard let evidence = proof.evidence(for: formula) else {
        failures += 1
        continue
      }
      found.append(Found(formula: formula, cost: candidate.cost, evidence: evidence, meaning: meaning))
    }
    return found.isEmpty ? nil : found
  }

  /// Two descriptions whose lengths differ by no more are as simple as each other.
  static let margin = 0.05

  // MARK: Preparation

  private func prepare(_ mask: [Bool], _ use: (inout Prepared) -> Void) {
    let pivots = Pivots.choose(points, from: mask, misfits: misfits, isPlain: isPlain)
    guard !pivots.isEmpty else { return }
    var prepared = searches[pivots] ?? prepared(pivots)
    use(&prepared)
    searches[pivots] = prepared
  }

  private func prepared(_ pivots: [Int]) -> Prepared {
    var run = LeafRun(count: pivots.count)
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
      unary: [.negate, .squareRoot, .square, .absolute, .exponential, .logarithm, .floor],
      binary: [.add, .subtract, .multiply, .divide, .power, .maximum, .minimum])
    along.grow(to: 5)
    let groups = Dictionary(grouping: pivots.indices) { [points.cases[pivots[$0]], points.steps[pivots[$0]]] }
    let published = Points.Series(values: pivots.map { points.published[$0] }, errors: pivots.map { _ in 0 })
    return Prepared(
      pivots: pivots, inversion: Inversion(run: run), published: published,
      search: PlaceSearch(
        dictionary: dictionary, series: along,
        groups: groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)))
  }

  /// The leaves of a schedule: settings, t, every how many steps.
  private func timeLeaves(_ pivots: [Int]) -> [(node: Node, cost: Int, values: [Double])] {
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

extension Node {
  var isSetting: Bool { if case .setting = self { true } else { false } }
}
