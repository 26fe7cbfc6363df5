package import Equations
package import Judging
internal import Reference

/// Finds the formula that a program computes instead of an equation: the change that reproduces its numbers at every
/// step of every case.
package struct Diagnoser {
  let examinations: [Examination]
  private let screens: [Examination]
  private let screen: QuickFilter
  private let recipe: Recipe
  private let suppositions: Suppositions
  private let effort: Effort

  /// A limit to the attempts: counts, not times, so that the answer is always the same.
  package struct Effort {
    /// The count of pairs of changes that are compared with a few numbers.
    package var pairs: Int
    /// The count of suppositions that pass those few numbers and are then compared with all.
    package var judgements: Int

    package init(pairs: Int = 150_000, judgements: Int = 3_000) {
      self.pairs = pairs
      self.judgements = judgements
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

  /// A supposition about a program: changed formulas, and mistakes outside them.
  package struct Supposition {
    package var edits: [Edit]
    package var habit: Habit
    package var manner: Manner?
    package var rounding: Rounding?

    package init(edits: [Edit], habit: Habit = .none, manner: Manner? = nil, rounding: Rounding? = nil) {
      self.edits = edits
      self.habit = habit
      self.manner = manner
      self.rounding = rounding
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
  }

  /// True if no finite number contradicts a quantity's own equation. Then it has no mistake of its own to look for, and
  /// a number that is not finite has come from upstream.
  package func isInnocent(_ quantity: String) -> Bool {
    guard let formula = recipe.formula(of: quantity) else { return true }
    return examinations.allSatisfy { $0.judge(formula, for: quantity)?.agrees ?? false }
  }

  /// The best explanation of a published quantity whose equation does not hold; nil if none fits.
  package func explain(_ quantity: String) -> Finding? {
    guard let formula = recipe.formula(of: quantity) else { return nil }
    let hidden = suppositions.unpublished(above: quantity)
    var judged = 0
    func fitting(_ candidates: [Edit]) -> Finding? {
      best(candidates.map { Supposition(edits: [$0]) }.filter { passes($0, quantity, &judged) }, quantity)
    }
    if let finding = fitting(suppositions.own(quantity)) { return finding }
    if let finding = best(fittingHabits(quantity, formula, hidden), quantity) { return finding }
    let manners = MannerSearch(examinations, recipe: recipe)
    if let finding = manners.finding(quantity, formula, hidden: hidden) { return finding }
    if let finding = fitting(hidden.flatMap(suppositions.own)) { return finding }
    let constants = ConstantFit(recipe: recipe, screen: screen)
    if let finding = fitting(([quantity] + hidden).flatMap { constants.edits(of: $0, judgedBy: quantity) }) {
      return finding
    }
    // A small fault of another kind would pass within Float's bound, so this comes after all precise explanations.
    if let rounding = rounded(quantity, formula).first {
      return Finding(supposition: rounding, alternatives: [], evidence: Evidence())
    }
    return best(fittingPairs(quantity, hidden, &judged), quantity) ?? manners.place(quantity, formula)
  }

  // MARK: Suppositions

  /// Tries habits: every formula is right, but computed on a wrong basis, such as a counter or a state that the
  /// parameters share.
  private func fittingHabits(_ quantity: String, _ formula: Expression, _ hidden: [String]) -> [Supposition] {
    let asWritten = Edit(quantity: quantity, formula: formula, changes: [])
    let formulas = [formula] + hidden.compactMap(recipe.formula)
    var habits: [Habit] = []
    // With one parameter at most, the counter cannot be raised once for each parameter.
    let isShared = examinations.contains { $0.inputs.names.count > 1 }
    if isShared, formulas.contains(where: \.node.countsSteps) { habits.append(.countsPerParameter) }
    if isShared, formulas.contains(where: { $0.node.looksBack(on: quantity) }), quantity != "weights" {
      habits.append(.sharesState(of: quantity))
    }
    if examinations.contains(where: { $0.hasMatrix(quantity) }) { habits.append(.transposes) }
    if !recipe.parameters.isEmpty, quantity != "weights" { habits.append(.looksAhead) }
    // Skip accumulated quantities: scaling one step does not scale the sum.
    if quantity != "weights", !formula.node.looksBack(on: quantity) {
      habits += Habit.Scale.allCases.map { .scales($0) }
    }
    return habits.map { Supposition(edits: [asWritten], habit: $0) }
      .filter { isProven($0, quantity) }
  }

  private func fittingPairs(_ quantity: String, _ hidden: [String], _ judged: inout Int) -> [Supposition] {
    var found: [Supposition] = []
    var tried = 0
    var spent = judged
    func put(_ edits: [Edit]) -> Bool {
      tried += 1
      guard tried <= effort.pairs, spent <= effort.judgements else { return false }
      let supposition = Supposition(edits: edits)
      if passes(supposition, quantity, &spent) { found.append(supposition) }
      return true
    }
    let involved = [quantity] + hidden
    for name in involved { suppositions.pairs(in: name) { put([$0]) } }
    for (index, first) in involved.enumerated() {
      for second in involved.dropFirst(index + 1) { suppositions.pairs(in: first, and: second) { put([$0, $1]) } }
    }
    judged = spent
    return found
  }

  // MARK: Evidence

  private func passes(_ supposition: Supposition, _ quantity: String, _ judged: inout Int) -> Bool {
    guard let (own, others) = formulas(supposition, quantity),
      !screen.refutes(own, for: quantity, supposing: others)
    else { return false }
    judged += 1
    if judged > effort.judgements { return false }
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
  private func evidence(for supposition: Supposition, _ quantity: String) -> Evidence? {
    var evidence = Evidence()
    for examination in examinations {
      guard let judgement = judge(supposition, quantity, in: examination), judgement.agrees else { return nil }
      evidence.add(judgement)
    }
    return evidence
  }

  private func judge(_ supposition: Supposition, _ quantity: String, in examination: Examination) -> Judgement? {
    guard let (own, others) = formulas(supposition, quantity) else { return nil }
    return examination.judge(own, for: quantity, supposing: others, habit: supposition.habit)
  }

  /// The formula supposed of the judged quantity, and those of the unpublished quantities that it is computed from.
  private func formulas(_ supposition: Supposition, _ quantity: String) -> (Expression, [String: Expression])? {
    let own = supposition.edits.first { $0.quantity == quantity }?.formula ?? recipe.formula(of: quantity)
    guard let own else { return nil }
    let others = supposition.edits.filter { $0.quantity != quantity }
    return (own, Dictionary(others.map { ($0.quantity, $0.formula) }, uniquingKeysWith: { $1 }))
  }

  private func best(_ found: [Supposition], _ quantity: String) -> Finding? {
    let ranked = found.map { ($0, rank($0, quantity)) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }
    guard let first = ranked.first?.0 else { return nil }
    let fewest = ranked[0].1[0]
    // The likeliest stands for all formulas that are the same, written otherwise.
    let signs = Signs(recipe)
    var known: Set<Supposition.Identity> = [first.identity(signs)]
    var others: [Supposition] = []
    for (supposition, rank) in ranked.dropFirst() where rank[0] == fewest && others.count < 3 {
      if known.insert(supposition.identity(signs)).inserted { others.append(supposition) }
    }
    return Finding(supposition: first, alternatives: others, evidence: evidence(for: first, quantity) ?? Evidence())
  }

  private func rank(_ supposition: Supposition, _ quantity: String) -> [Int] {
    var rank = supposition.rank(in: recipe)
    if case .convention(let name)? = supposition.edits.first?.changes.first, isContradicted(name, by: quantity) {
      rank[1] += Self.contradicted
    }
    return rank
  }

  /// A penalty for a convention that other quantities contradict. A student who writes another form writes it
  /// throughout. If other quantities follow the form that is asked for, any other explanation that fits is likelier.
  private static let contradicted = 10

  private func isContradicted(_ convention: String, by quantity: String) -> Bool {
    guard let other = try? recipe.component.recipe(convention) else { return false }
    return recipe.quantities.contains { name in
      guard name != quantity, let asked = recipe.formula(of: name), let theirs = other.formula(of: name),
        asked != theirs,
        examinations.allSatisfy({ $0.isPublished(name) })
      else { return false }
      return examinations.allSatisfy { $0.judge(name)?.holds ?? false }
        && !examinations.allSatisfy { $0.judge(theirs, for: name)?.holds ?? false }
    }
  }
}

extension Diagnoser.Supposition {
  /// The identity of a supposition: the algebra of its formulas, equal for two that say the same in other words.
  struct Identity: Hashable {
    enum Formula: Hashable {
      case algebra(NormalForm)
      /// A formula that is too long to be multiplied out.
      case written(Expression)
    }
    let formulas: [String: Formula]
    let habit: Habit
    let manner: Manner?
    let rounding: Rounding?
  }

  func identity(_ signs: Signs) -> Identity {
    let formulas = edits.map { edit in
      (edit.quantity, NormalForm(edit.formula, signs: signs).map(Identity.Formula.algebra) ?? .written(edit.formula))
    }
    return Identity(
      formulas: Dictionary(formulas, uniquingKeysWith: { $1 }), habit: habit, manner: manner, rounding: rounding)
  }
}
