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
  let points: Points
  let parts = Parts()
  let forms: [Node]
  /// The asked formula with that of a quantity between, which nobody reports, in its place: none if there is none.
  let opened: [Node]
  let leaves: [(node: Node, cost: Int, series: Points.Series)]
  /// All leaves of the recipe, those included that have other axes than the target.
  let listed: [(node: Node, cost: Int)]
  /// A sum of products as one sum over all axes.
  let spread: (Node) -> Node
  let isNetwork: Bool
  let mostRows: Int
  let misfits: [Bool]
  let finite: [Bool]
  let isPlain: [Bool]
  private let proof: FormulaProof
  /// The sums that are also means, times the number of their terms.
  private var sums: [Node: Node] = [:]
  private var meaning: Meaning
  var candidates: Candidates
  /// The count of different numbers that are published. By their bits: no NaN equals another, and a set of them would look at each
  /// for each.
  let distinct: Int
  /// Points that refuted a candidate, and are pivots from then on.
  var contradictions: [Int] = []
  var searches: [[Int]: Prepared] = [:]
  /// The simplest formula that gives every number but where it has no value itself, if there is one.
  private(set) var simplestUndefined: Candidates.Candidate?

  /// A search on some pivots.
  struct Prepared {
    let pivots: [Int]
    let inversion: Inversion
    let published: Points.Series
    var search: PlaceSearch
  }

  static let mostLeaves = 120
  /// The most nodes of an asked formula: comparing descriptions takes the square of them.
  private static let longestFormula = 60

  /// The fewest misfits that allow more to be said than where they are; all of them, if there are fewer numbers.
  static let fewest = 6

  /// - Returns: nil if the numbers or the formula are not of a kind that can be searched.
  init?(
    _ examinations: [Examination], _ target: Reference, _ asked: Expression, signs: Signs, rows: Int,
    only parameters: Set<String>? = nil
  ) {
    guard asked.node.size <= Self.longestFormula, let recipe = examinations.first?.recipe,
      let points = Points(examinations, target, only: parameters),
      let own = points.series(asked.node)
    else { return nil }
    self.asked = asked
    mostRows = rows
    self.points = points
    distinct = Set(points.published.lazy.map { ($0 + 0).bitPattern }).count
    let parts = parts
    let flat = parts.flattened(asked.node)
    let divided = asked.node.withMeansDivided.map { [parts.flattened($0)] } ?? []
    forms = flat.rearrangements + divided
    let isPublished = { (name: String) in examinations.allSatisfy { $0.isPublished(name) } }
    opened = recipe.opened(asked, besides: target, isPublished).map { parts.flattened($0) }
    for case .reduce(.mean, let terms, let axes) in asked.node.subformulas where axes.count == 1 {
      let sum = parts.flattened(.reduce(.sum, terms, over: axes))
      sums[sum] = .binary(
        .multiply, parts.flattened(.reduce(.mean, terms, over: axes)), parts.flattened(.extent(terms, axes[0])))
    }
    let isSeries = points.steps.contains { $0 > 0 }
    var listed = recipe.leaves(for: target, asked.node, isSeries: isSeries).map {
      (node: parts.flattened($0.node), cost: $0.cost)
    }
    listed += (recipe.wholes(for: asked.node) + recipe.countedEntries).map { (node: parts.leaf(for: $0), cost: 2) }
    for node in (forms + [flat]).flatMap(\.subformulas)
    where node.operands.isEmpty && !listed.contains(where: { $0.node == node }) {
      listed.append((node, 1))
    }
    let written = recipe.equations.first { $0.target == target }?.formula.node ?? asked.node
    for slip in recipe.indexSlips(in: .binary(.add, recipe.spread(asked.node), written)) {
      listed.append((parts.flattened(slip), 2))
    }
    var leaves: [(node: Node, cost: Int, series: Points.Series)] = []
    for (node, cost) in listed.prefix(2 * Self.mostLeaves) where leaves.count < Self.mostLeaves {
      guard let series = points.series(parts.restored(node)) else { continue }
      leaves.append((node, cost, series))
    }
    self.leaves = leaves
    self.listed = listed
    spread = { recipe.spread($0) }
    isNetwork = recipe.isNetwork
    let asks = Set(flat.subformulas.filter { $0.operands.isEmpty })
    let taken = leaves.filter { asks.contains($0.node) }
    let misfits = points.published.indices.map { i in
      guard let ratio = Bound.ratio(points.published[i], own.values[i], error: own.errors[i], points.precision) else {
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
    meaning = Meaning(recipe, signs) { parts.restored($0) }
    candidates = Candidates(
      forms: forms + opened, signs: signs,
      spread: { recipe.spread($0) },
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

  /// True if each case has one number throughout, so that any formula of the extents and the settings may fit.
  private var isOneNumberACase: Bool {
    let cases = Set(points.cases).count
    return points.count > 2 * cases && distinct <= cases
  }

  /// The meaning of any formula of this equation.
  func meaning(of formula: Expression) -> [Double]? { numbers(parts.flattened(formula.node)) }

  private func numbers(_ node: Node) -> [Double]? { meaning(node.rewritten { sums[$0] ?? $0 }) }

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
    var best: [Found]?
    for _ in 0..<Self.mostRounds {
      let known = contradictions.count
      single(finite, upTo: 3)
      rewritten()
      regrouped()
      started()
      let plain = proven()
      // Each has its own count of failures: many sums that fail must not hide a plain formula.
      let summed = contractions(plain)
      best = Self.simpler(best, Self.simpler(plain, summed))
      // Of formulas that are the same at the pivots, only the first was tried: another may be the simplest.
      if let best, best[0].cost < Self.plainest { return best }
      if contradictions.count == known { break }
    }
    if let best = best ?? whereDefined() { return best }
    single(finite, upTo: 4)
    return proven() ?? throughout()
  }

  /// Those with the shorter description; of equally long ones the first, since a sum of its own has no meaning beside
  /// the cases.
  static func simpler(_ a: [Found]?, _ b: [Found]?) -> [Found]? {
    guard let a, let b else { return a ?? b }
    return a[0].cost <= b[0].cost + margin ? a : b
  }

  /// The simplest formula, if so few numbers are wrong that only an everyday one can be told: nothing as simple gives
  /// them too, and what holds in one case alone takes no number that another case might not have.
  func findPlain() -> [Found] {
    guard misfits.contains(true), finite.contains(true), Set(points.cases).count > 1 else { return [] }
    single(finite, upTo: 3)
    rewritten()
    let plain = proven(besides: Self.apart)
    let summed = contractions(plain, besides: Self.apart)
    guard let best = Self.simpler(plain, summed), best.count == 1, best[0].cost <= FormulaSearch.everyday else {
      return throughout()
    }
    let wrong = Set(misfits.indices.filter { misfits[$0] }.map { points.cases[$0] })
    let known = Set(asked.node.subformulas)
    let isOpen = best[0].formula.node.subformulas.contains { !known.contains($0) && $0.isOneNumberACase }
    return wrong.count == 1 && isOpen ? [] : best
  }

  /// Descriptions whose lengths differ by more are not as simple, even if few numbers are at hand.
  private static let apart = 1.0

  /// The same with a change at some points only, or with two.
  func findDouble() -> [Found] {
    guard hasEnoughMisfits, finite.contains(true), distinct > 1 else { return [] }
    piecewise()
    joined()
    twoPlaces()
    return proven() ?? []
  }

  // MARK: Proof

  private static let mostFailures = 200
  /// The rounds of a search, each with the points more that the last one's best candidates failed at.
  private static let mostRounds = 3
  private static let mostContradictions = 8
  /// The failures of which it is asked if they only have no value.
  private static let mostUndefined = 12
  /// The length of a description that hardly another formula undercuts.
  private static let plainest = 2.0

  /// The candidates with the shortest description that are proven; nil if there is none. Candidates are forgotten.
  func proven(besides margin: Double = FormulaFinder.margin) -> [Found]? {
    defer { candidates.clear() }
    var found: [Found] = []
    var failures = 0
    for candidate in candidates.ordered where failures < Self.mostFailures {
      if let best = found.first, candidate.cost > best.cost + margin { break }
      if isOneNumberACase && candidate.cost > FormulaSearch.everyday { break }
      let formula = Expression(parts.restored(candidate.node))
      let meaning = numbers(candidate.node)
      // A sum of its own has no numbers beside the cases: it is no alternative to what is found.
      if !found.isEmpty && candidate.node.subformulas.contains(where: isNew) { continue }
      if let meaning, found.contains(where: { $0.meaning.map { Meaning.agree($0, meaning) } ?? false }) { continue }
      if let same = found.firstIndex(where: { points.examinations[0].recipe.areEqual($0.formula, formula) }) {
        // Equal by what the quantities in them are: told is the one of those that come first.
        if let earlier = evidenceOfEarlier(formula, than: found[same].formula) {
          found[same] = Found(formula: formula, cost: found[same].cost, evidence: earlier, meaning: meaning)
        }
        continue
      }
      // It would differ from a simpler one only where that has no value: too few numbers to tell one from another.
      if let simpler = simplestUndefined, candidate.cost > max(simpler.cost, FormulaSearch.everyday) { continue }
      guard let evidence = proof.evidence(for: formula) else {
        failures += 1
        if simplestUndefined == nil && failures <= Self.mostUndefined && gives(candidate.node) {
          simplestUndefined = candidate
        }
        if contradictions.count < Self.mostContradictions, let point = proof.contradiction(of: formula),
          finite[point], !contradictions.contains(point)
        {
          contradictions.append(point)
        }
        continue
      }
      if hasIdlePart(formula) { continue }
      found.append(Found(formula: formula, cost: candidate.cost, evidence: evidence, meaning: meaning))
    }
    return found.isEmpty ? nil : found
  }

  /// Two descriptions whose lengths differ by no more are as simple as each other.
  static let margin = 0.05
}
