package import Equations
package import Judging
internal import Reference

/// Finds the formula that a program computes instead of an equation: the change that reproduces its numbers at every
/// step of every case.
package struct Diagnoser {
  let examinations: [Examination]
  private let screens: [Examination]
  private let screen: QuickFilter
  let recipe: Recipe
  private let suppositions: Suppositions
  private let effort: Effort

  /// A limit to the attempts: counts, not times, so that the answer is always the same.
  package struct Effort {
    /// The count of suppositions that pass a few numbers and are then compared with all.
    package var judgements: Int
    /// The count of small formulas that are looked up in the place of a part.
    package var formulas: Int

    package init(judgements: Int = 3_000, formulas: Int = 60_000) {
      self.judgements = judgements
      self.formulas = formulas
    }
  }

  package init(_ examinations: [Examination], edits: [String: [Edit]], effort: Effort = Effort()) {
    self.examinations = examinations
    recipe = examinations[0].recipe
    screen = QuickFilter(examinations, quantities: recipe.quantities.filter(examinations[0].isPublished))
    screens = examinations.reversed().compactMap { $0.prefix(3) }
    suppositions = Suppositions(recipe: recipe, edits: edits, isPublished: examinations[0].isPublished)
    self.effort = effort
  }

  /// A supposition about a program: changed formulas, or a mistake beside them.
  package struct Supposition {
    package var edits: [Edit]
    package var manner: Manner?

    package init(edits: [Edit], manner: Manner? = nil) {
      self.edits = edits
      self.manner = manner
    }

    /// Ranks the fewest changes first, then the likeliest, then the nearest in size to the original formula.
    func rank(in recipe: Recipe) -> [Int] {
      let distance = edits.reduce(0) { total, edit in
        total + abs(edit.formula.node.size - (recipe.formula(of: edit.quantity)?.node.size ?? 0))
      }
      return [edits.reduce(0) { $0 + $1.changes.count }, edits.reduce(0) { $0 + $1.surprise }, distance]
    }
  }

  package struct Finding {
    package var supposition: Supposition
    package var alternatives: [Supposition]
    package var evidence: Evidence
    /// The length of the description of what was found; nil for a fact that is no formula.
    package var length: Double?

    /// True if the program is found to publish one number throughout.
    fileprivate var isOneNumber: Bool {
      if case .number? = supposition.edits.first?.formula.node { true } else { false }
    }
  }

  /// True if no finite number contradicts a quantity's own equation. Then it has no mistake of its own to look for, and
  /// a number that is not finite has come from upstream.
  package func isInnocent(_ quantity: String) -> Bool {
    guard let formula = recipe.formula(of: quantity) else { return true }
    return examinations.allSatisfy { $0.judge(formula, for: quantity)?.agrees ?? false }
  }

  /// The best explanation of a published quantity whose equation does not hold; nil if nothing is certain.
  package func explain(_ quantity: String) -> Finding? {
    guard let wrong = wrong(quantity) else { return nil }
    let manners = MannerSearch(wrong)
    if let finding = manners.certain() { return finding }
    let finding = formulaOrManner(wrong, manners)
    if let finding, DiagnosisWording(recipe).isTold(finding.supposition) { return finding }
    return manners.lastly()
  }

  /// A mistake beside the formulas that another quantity has shown, if it gives this one's numbers too.
  package func explain(_ quantity: String, by manner: Manner) -> Finding? {
    wrong(quantity).flatMap { MannerSearch($0).again(manner) }
  }

  private func wrong(_ quantity: String) -> WrongQuantity? {
    recipe.formula(of: quantity).map { formula in
      WrongQuantity(
        name: quantity, formula: formula, recipe: recipe, examinations: examinations,
        hidden: suppositions.unpublished(above: quantity), named: suppositions.named(quantity, isChoice: false))
    }
  }

  /// The simplest formula or manner that gives the numbers.
  private func formulaOrManner(_ wrong: WrongQuantity, _ manners: MannerSearch) -> Finding? {
    let (quantity, hidden) = (wrong.name, wrong.hidden)
    let formulas = FormulaSearch(examinations, quantity, recipe, rows: effort.formulas)
    let probe = recipe.isNetwork ? Probe.smallest(examinations, quantity) : nil
    var judged = 0
    func fitting(_ candidates: [Edit]) -> [Supposition] {
      candidates.map { Supposition(edits: [$0]) }.filter {
        passes($0, quantity, probe, &judged) && ($0.edits[0].quantity != quantity || proves($0.edits[0], formulas))
      }.compactMap { fitting in
        isRightCounter(fitting.edits[0].changes.first, quantity)
          ? fitting.edits[0].ofThisPlace.map { Supposition(edits: [$0]) } : fitting
      }
    }
    // Too few numbers are wrong to say more than where, or an everyday mistake.
    if formulas.isSparse {
      if let finding = manners.places() { return finding }
      let plain = formulas.plain()
      let named = fitting(suppositions.named(quantity, isChoice: false))
      if !plain.isEmpty { return simplest(plain, named, quantity, formulas)?.finding }
      // Formulas of the component's own file leave nothing to choose: a few numbers are enough to know one.
      let known = named.filter { $0.edits[0].isKnown }
      return formulas.misfits >= Self.fewestKnown ? best(known, quantity) : nil
    }
    // A choice is judged by its property: a formula may only be one that has a name.
    let isChoice = recipe.component.choices[quantity] != nil
    let named = fitting(suppositions.named(quantity, isChoice: isChoice))
    if isChoice {
      return simplest([], named, quantity, formulas)?.finding ?? ChoiceSearch(wrong)?.finding()
        ?? ForeignChoices.finding(wrong)
    }
    // Any formula gives nothing but zeros that has one of them as a factor.
    if examinations.allSatisfy({ one in
      one.trace.keys.allSatisfy { $0.quantity != quantity || one.trace[$0]?.values.allSatisfy { $0 == 0 } ?? true }
    }),
      let zero = named.first(where: { $0.edits[0].changes == [.zero] })
    {
      return best([zero], quantity, length: 0)
    }
    if let throughout = named.first(where: { isWrittenThroughout($0, besides: quantity) }) {
      return best([throughout], quantity, length: 0)
    }
    if named.isEmpty, let finding = manners.usual() { return finding }
    let single = simplest(formulas.single(), named, quantity, formulas)
    if let single, !named.isEmpty || single.finding.isOneNumber { return ofSource(single.finding, quantity) }
    if let finding = manners.throughout() { return finding }
    // A mistake with a name, in what is not published, is likelier than anything odd in what follows from it.
    let upstream = isChoice ? [] : fitting(hidden.flatMap { suppositions.named($0, isChoice: false) })
    let upward = HiddenSearch(examinations, quantity, recipe, hidden: hidden, most: effort.formulas / 15)
    let certain = upstream.filter { contradictsNothing($0, but: quantity) && !upward.isLost($0.edits) }
    if let finding = best(certain, quantity) { return finding }
    if let single, single.cost <= FormulaSearch.everyday { return ofSource(single.finding, quantity) }
    // A formula upstream costs a run of all that lies between, as much as fifteen that are looked up.
    if let finding = upward.finding() { return finding }
    if let finding = manners.others() { return finding }
    if single == nil, let finding = simplest(formulas.below(), [], quantity, formulas)?.finding { return finding }
    if single == nil, let finding = OtherParameters(wrong)?.finding(rows: effort.formulas) { return finding }
    let double = simplest(formulas.double(), [], quantity, formulas)
    return [single, double].compactMap(\.self).min { $0.cost < $1.cost }?.finding
  }

  /// The fewest wrong numbers that show a mistake that is listed.
  private static let fewestKnown = 2

  /// True if a named change says something about the numbers: its bound is narrow, and all that it puts in shows.
  private func proves(_ edit: Edit, _ formulas: FormulaSearch) -> Bool {
    guard formulas.isSharp(edit.formula) else { return false }
    return edit.isKnown || !formulas.hasIdlePart(edit.formula)
  }

  /// True if no other published quantity contradicts a change of an unpublished one: none that follows its equation, and
  /// no wrong one that the change reaches before this one. A later one may have a mistake of its own besides.
  func contradictsNothing(_ supposition: Supposition, but quantity: String) -> Bool {
    let changed = Set(supposition.edits.map(\.quantity))
    let earlier = recipe.reachedBefore(quantity, from: changed, isPublished: examinations[0].isPublished)
    return recipe.dependents(of: changed).allSatisfy { other in
      guard other != quantity, !changed.contains(other), examinations[0].isPublished(other), other != "weights",
        earlier.contains(other) || isInnocent(other)
      else { return true }
      return evidence(for: supposition, other) != nil
    }
  }

  /// The simplest of the formulas that were found and of those that have a name. A found one that says the same as a
  /// named one is called by that name.
  private func simplest(
    _ found: [FormulaSearch.Explanation], _ named: [Supposition], _ quantity: String, _ search: FormulaSearch
  ) -> (finding: Finding, cost: Double)? {
    let found = ownFirst(found, quantity)
    guard let first = found.first else { return best(named, quantity, length: 0).map { ($0, 0) } }
    let priced = named.map { (supposition: $0, price: search.price($0.edits[0])) }
    func names(_ meaning: [Double]?) -> [Supposition] {
      priced.filter { entry in
        guard let own = entry.price?.meaning, let meaning else { return false }
        // Brackets are not what is wrong if less than that gives the same.
        if case .regrouped? = entry.supposition.edits[0].changes.first,
          search.length(of: entry.supposition.edits[0]) ?? 0 > first.cost + FormulaFinder.margin
        {
          return false
        }
        return Meaning.agree(own, meaning)
      }.map(\.supposition)
    }
    let simpler = priced.map { $0.price?.cost ?? 0 }.min() ?? .infinity
    if simpler < first.cost + FormulaFinder.margin, names(first.meaning).isEmpty || simpler < first.cost {
      let nearest = priced.filter { $0.price?.cost ?? 0 <= simpler + FormulaFinder.margin }.map(\.supposition)
      return best(nearest, quantity, length: simpler) { search.price($0.edits[0])?.meaning }.map { ($0, simpler) }
    }
    // One change of what is not published says more than several of what follows from it.
    for edit in first.upstream {
      let supposition = Supposition(edits: [edit])
      if contradictsNothing(supposition, but: quantity), let evidence = evidence(for: supposition, quantity),
        evidence.isEnough(for: 1)
      {
        let finding = Finding(supposition: supposition, alternatives: [], evidence: evidence, length: first.cost)
        return (finding, first.cost)
      }
    }
    let chosen = best(names(first.meaning), quantity)
    let own = chosen?.supposition ?? Supposition(edits: first.edits)
    let signs = Signs(recipe)
    var known: Set<Supposition.Identity> = [own.identity(signs)]
    let others = found.dropFirst().map { other in
      best(names(other.meaning), quantity)?.supposition ?? Supposition(edits: other.edits)
    }.filter { known.insert($0.identity(signs)).inserted }
    let finding = Finding(
      supposition: own, alternatives: Array(others.prefix(2)),
      evidence: chosen?.evidence ?? first.evidence, length: first.cost)
    return (finding, first.cost)
  }

  /// Explanations as simple as each other, those first that take nothing into the equation that it does not have.
  private func ownFirst(
    _ found: [FormulaSearch.Explanation], _ quantity: String
  ) -> [FormulaSearch.Explanation] {
    guard let first = found.first else { return [] }
    let own = recipe.equations(of: quantity).reduce(into: Set<String>()) { $0.formUnion($1.formula.node.quantities) }
    func isOwn(_ one: FormulaSearch.Explanation) -> Bool {
      one.cost <= first.cost + FormulaFinder.margin
        && one.edits.allSatisfy { $0.formula.node.quantities.isSubset(of: own) }
    }
    return found.filter(isOwn) + found.filter { !isOwn($0) }
  }

  // MARK: Evidence

  private func passes(
    _ supposition: Supposition, _ quantity: String, _ probe: Probe?, _ judged: inout Int
  ) -> Bool {
    guard let (own, others) = formulas(supposition, quantity),
      !screen.refutes(own, for: quantity, supposing: others)
    else { return false }
    judged += 1
    if judged > effort.judgements { return false }
    if !others.isEmpty, supposition.edits.allSatisfy({ $0.quantity != quantity }), probe?.refutesFar(others) == true {
      return false
    }
    for screen in screens {
      guard let judgement = judge(supposition, quantity, in: screen), judgement.agrees else {
        return false
      }
    }
    return isProven(supposition, quantity)
  }

  private func isProven(_ supposition: Supposition, _ quantity: String) -> Bool {
    let changes = supposition.edits.reduce(0) { $0 + $1.changes.count }
    return evidence(for: supposition, quantity)?.isEnough(for: changes) ?? false
  }

  /// The evidence of all cases for a supposition; nil if a number contradicts it.
  func evidence(for supposition: Supposition, _ quantity: String) -> Evidence? {
    var evidence = Evidence()
    for examination in examinations {
      guard let judgement = judge(supposition, quantity, in: examination), judgement.agrees else { return nil }
      evidence.add(judgement)
    }
    return evidence
  }

  private func judge(_ supposition: Supposition, _ quantity: String, in examination: Examination) -> Judgement? {
    guard let (own, others) = formulas(supposition, quantity) else { return nil }
    return examination.judge(own, for: quantity, supposing: others)
  }

  /// The formula supposed of the judged quantity, and those of the unpublished quantities that it is computed from.
  private func formulas(_ supposition: Supposition, _ quantity: String) -> (Expression, [String: Expression])? {
    let own = supposition.edits.first { $0.quantity == quantity }?.formula ?? recipe.formula(of: quantity)
    guard let own else { return nil }
    let others = supposition.edits.filter { $0.quantity != quantity }
    return (own, Dictionary(others.map { ($0.quantity, $0.formula) }, uniquingKeysWith: { $1 }))
  }

  /// - Parameter meaning: what a supposition gives on numbers of no case: two that give the same there are one.
  private func best(
    _ found: [Supposition], _ quantity: String, length: Double? = nil,
    meaning: (Supposition) -> [Double]? = { _ in nil }
  ) -> Finding? {
    let ranked = found.map { ($0, rank($0, quantity)) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }
    guard var first = ranked.first?.0 else { return nil }
    let fewest = ranked[0].1[0]
    // The likeliest stands for all formulas that are the same, written otherwise.
    let signs = Signs(recipe)
    var known: Set<Supposition.Identity> = [first.identity(signs)]
    var others: [Supposition] = []
    for (supposition, rank) in ranked.dropFirst() where rank[0] == fewest && others.count < 3 {
      // Equal by what the quantities in them are: told is the one of those that come first.
      if let same = areEqual(supposition, first) {
        if same == .earlier { first = supposition }
        continue
      }
      let own = meaning(supposition)
      let isSame = ([first] + others).contains { other in
        own.flatMap { own in meaning(other).map { Meaning.agree(own, $0) } } ?? false
      }
      if !isSame && known.insert(supposition.identity(signs)).inserted { others.append(supposition) }
    }
    return Finding(
      supposition: first, alternatives: others, evidence: evidence(for: first, quantity) ?? Evidence(), length: length)
  }
}

extension Edit {
  /// True if the component's own file has the formula: a known mistake, or another convention.
  fileprivate var isKnown: Bool {
    switch changes.first {
    case .named, .convention: true
    default: false
    }
  }
}
