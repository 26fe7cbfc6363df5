internal import Equations
internal import GradeModel
internal import Reference

/// Finds what a program computes instead of an equation: the change that reproduces its numbers at every step of every case.
struct Diagnoser {
  private let examinations: [Examination]
  private let screens: [Examination]
  private let recipe: Recipe
  private let edits: [String: [Edit]]
  /// How many suppositions may be tried on the first steps; a number, not a time, so that the answer is always the same.
  private let budget: Int

  init(_ examinations: [Examination], edits: [String: [Edit]], budget: Int = 6_000) {
    self.examinations = examinations
    // The last case has settings of no special kind, so that few wrong suppositions survive it.
    screens = examinations.reversed().compactMap { $0.prefix(3) }
    recipe = examinations[0].recipe
    self.edits = edits
    self.budget = budget
  }

  /// What is supposed of a program: changed formulas, and how it counts its steps.
  struct Supposition {
    var edits: [Edit]
    var counting = Examination.Counting.perStep
    var isSingle = false

    /// Fewest changes first, then the likeliest, then the nearest in size to what was asked.
    func rank(in recipe: Recipe) -> [Int] {
      let distance = edits.reduce(0) { total, edit in
        total + abs(edit.formula.node.size - (recipe.formula(of: edit.quantity)?.node.size ?? 0))
      }
      return [edits.reduce(0) { $0 + $1.changes.count }, edits.reduce(0) { $0 + $1.surprise }, distance]
    }
  }

  struct Finding {
    var supposition: Supposition
    var alternatives: [Supposition]
    var deviation: Double
  }

  /// The best explanation of a published quantity whose equation does not hold, or nil where none fits.
  func explain(_ quantity: String) -> Finding? {
    guard let formula = recipe.formula(of: quantity) else { return nil }
    if let finding = best(inSinglePrecision(quantity, formula)) { return finding }
    var tried = 0
    let singles = (edits[quantity] ?? []) + whole(quantity) + stuck(quantity)
    if let finding = best(fitting(singles, quantity, &tried)) { return finding }
    if let finding = best(fittingCount(quantity, formula)) { return finding }
    if let finding = best(fitting(upstream(of: quantity), quantity, &tried)) { return finding }
    if let fitted = fittedConstant(quantity, formula), let finding = best(fitting([fitted], quantity, &tried)) {
      return finding
    }
    return best(fittingPairs(quantity, &tried))
  }

  // MARK: Suppositions

  private func fitting(_ candidates: [Edit], _ quantity: String, _ tried: inout Int) -> [Supposition] {
    var found: [Supposition] = []
    for edit in candidates {
      tried += 1
      if tried > budget { break }
      let supposition = Supposition(edits: [edit])
      if passes(supposition, quantity) { found.append(supposition) }
    }
    return found
  }

  /// The formulas that other conventions of the component have for this quantity.
  private func whole(_ quantity: String) -> [Edit] {
    recipe.component.conventions.compactMap { convention in
      guard convention.name != recipe.convention,
        let formula = try? recipe.component.recipe(convention.name).formula(of: quantity),
        formula != recipe.formula(of: quantity),
        formula.node.quantities.isSubset(of: Set(recipe.quantities + recipe.inputs.map(\.name)))
      else { return nil }
      return Edit(quantity: quantity, formula: formula, changes: [.convention(convention.name)])
    }
  }

  private func stuck(_ quantity: String) -> [Edit] {
    let before = previous(Equations.quantity(quantity))
    return [
      Edit(quantity: quantity, formula: before, changes: [.unchanged]),
      Edit(quantity: quantity, formula: 0, changes: [.zero]),
    ]
  }

  /// A counter that is raised once for each parameter.
  private func fittingCount(_ quantity: String, _ formula: Expression) -> [Supposition] {
    guard formula.node.mentionsStep else { return [] }
    let asWritten = Edit(quantity: quantity, formula: formula, changes: [])
    let supposition = Supposition(edits: [asWritten], counting: .perParameter)
    return passes(supposition, quantity) ? [supposition] : []
  }

  /// Double precision was asked for, and the program works in single.
  private func inSinglePrecision(_ quantity: String, _ formula: Expression) -> [Supposition] {
    for examination in examinations {
      guard
        let single = try? Examination(
          caseID: examination.caseID, recipe: recipe, inputs: examination.inputs, golden: examination.golden,
          trace: examination.trace, precision: .single),
        let judgement = single.judge(formula, for: quantity), judgement.holds
      else { return [] }
    }
    let asWritten = Edit(quantity: quantity, formula: formula, changes: [])
    return [Supposition(edits: [asWritten], isSingle: true)]
  }

  /// Changes of the equations of quantities that are not published, seen through this one.
  private func upstream(of quantity: String) -> [Edit] {
    guard let first = examinations.first else { return [] }
    var seen: Set<String> = [quantity]
    var found: [Edit] = []
    func visit(_ name: String) {
      for source in (recipe.formula(of: name)?.node.quantities ?? []).sorted() where seen.insert(source).inserted {
        if first.isPublished(source) || recipe.formula(of: source) == nil { continue }
        found += (edits[source] ?? []) + whole(source)
        visit(source)
      }
    }
    visit(quantity)
    return found
  }

  private func fittingPairs(_ quantity: String, _ tried: inout Int) -> [Supposition] {
    let operators = EditOperators(recipe)
    var found: [Supposition] = []
    for first in (edits[quantity] ?? []).sorted(by: { $0.surprise < $1.surprise }) where first.surprise < 5 {
      for second in operators.edits(of: first.formula, for: quantity) where second.surprise < 5 {
        tried += 1
        if tried > budget { return found }
        let both = Edit(quantity: quantity, formula: second.formula, changes: first.changes + second.changes)
        let supposition = Supposition(edits: [both])
        if passes(supposition, quantity) { found.append(supposition) }
      }
    }
    return found
  }

  // MARK: Evidence

  private func passes(_ supposition: Supposition, _ quantity: String) -> Bool {
    for screen in screens {
      guard let judgement = judge(supposition, quantity, in: screen), judgement.worst <= Residual.allowance else {
        return false
      }
    }
    return examinations.allSatisfy { judge(supposition, quantity, in: $0)?.holds ?? false }
  }

  private func judge(_ supposition: Supposition, _ quantity: String, in examination: Examination) -> Judgement? {
    let own = supposition.edits.first { $0.quantity == quantity }?.formula ?? recipe.formula(of: quantity)
    guard let own else { return nil }
    let others = supposition.edits.filter { $0.quantity != quantity }
    return examination.judge(
      own, for: quantity,
      supposing: Dictionary(others.map { ($0.quantity, $0.formula) }, uniquingKeysWith: { $1 }),
      counting: supposition.counting)
  }

  private func best(_ found: [Supposition]) -> Finding? {
    let ranked = found.map { ($0, $0.rank(in: recipe)) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }
    guard let first = ranked.first?.0, let last = first.edits.last else { return nil }
    let fewest = ranked[0].1[0]
    let others = ranked.dropFirst().filter { $0.1[0] == fewest }.prefix(3).map(\.0)
    let deviation =
      first.isSingle
      ? 0 : examinations.compactMap { judge(first, explained(first, last), in: $0)?.deviation }.max() ?? 0
    return Finding(supposition: first, alternatives: Array(others), deviation: deviation)
  }

  /// The published quantity that a supposition was judged by: that of its last change, or what depends on it.
  private func explained(_ supposition: Supposition, _ last: Edit) -> String {
    if examinations[0].isPublished(last.quantity) { return last.quantity }
    let dependents = recipe.dependents(of: [last.quantity])
    return recipe.quantities.first { dependents.contains($0) && examinations[0].isPublished($0) } ?? last.quantity
  }

  // MARK: Constants

  /// One number in the equation, fitted to the program's values and rounded to the shortest decimal that still fits.
  private func fittedConstant(_ quantity: String, _ formula: Expression) -> Edit? {
    for name in formula.node.settings.sorted() {
      let build = { (value: Double) in Expression(formula.node.replacingSetting(name, by: .number(value))) }
      guard let value = ConstantFit(examinations: screens, quantity: quantity, build: build).value() else { continue }
      for digits in 1...15 {
        guard let rounded = Double(value.decimal(digits)) else { continue }
        let edit = Edit(quantity: quantity, formula: build(rounded), changes: [.constantForSetting(name, rounded)])
        if passes(Supposition(edits: [edit]), quantity) { return edit }
      }
    }
    return nil
  }
}

extension Node {
  fileprivate var mentionsStep: Bool { self == .step || operands.contains(where: \.mentionsStep) }
}
