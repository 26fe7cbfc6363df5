internal import Equations
internal import Judging
internal import Reference

/// The search for the formulas that a program computes for one quantity: of each wrong equation, if each parameter has
/// its own.
struct FormulaSearch {
  private let quantity: String
  private let recipe: Recipe
  private let isPublished: (String) -> Bool
  private let finders: [Entry]
  /// The same from other forms of the only equation, in which it is taught as well: made when they are asked for.
  private let others: () -> [Entry]
  /// The published quantities whose equations hold: their names may stand for their formulas.
  private let holding: Holding
  /// The count of wrong numbers.
  var misfits: Int { finders.reduce(0) { $0 + $1.finder.misfits.count(where: \.self) } }
  /// True if so few numbers are wrong that no more can be said than where they are.
  let isSparse: Bool

  private struct Entry {
    let target: Reference
    let finder: FormulaFinder
  }

  /// - Parameters:
  ///   - rows: the largest number of small formulas of a search.
  ///   - parameters: those whose numbers are to be explained; nil for all.
  init(
    _ examinations: [Examination], _ quantity: String, _ recipe: Recipe, rows: Int,
    only parameters: Set<String>? = nil
  ) {
    self.quantity = quantity
    self.recipe = recipe
    let isPublished = { (name: String) in examinations.allSatisfy { $0.isPublished(name) } }
    self.isPublished = isPublished
    holding = Holding(examinations)
    let signs = Signs(recipe)
    let equations = recipe.equations(of: quantity)
    let wrong = equations.filter { equation in
      equations.count == 1
        || !examinations.allSatisfy { $0.judge(equation.formula, for: equation.target)?.agrees ?? true }
    }
    var finders: [Entry] = []
    for equation in wrong {
      let asked = recipe.inlined(equation.formula, isPublished: isPublished)
      guard
        let finder = FormulaFinder(
          examinations, equation.target, asked, signs: signs, rows: rows, only: parameters)
      else {
        finders = []
        break
      }
      finders.append(Entry(target: equation.target, finder: finder))
    }
    self.finders = finders
    let named = finders.count == 1 ? recipe.namedForms[finders[0].target.name] ?? [] : []
    let target = finders.first?.target
    others = {
      guard let target else { return [] }
      return named.compactMap { form in
        FormulaFinder(
          examinations, target, recipe.inlined(form, isPublished: isPublished), signs: signs, rows: rows,
          only: parameters
        ).map { Entry(target: target, finder: $0) }
      }
    }
    isSparse = !finders.isEmpty && !finders.contains { $0.finder.hasEnoughMisfits }
  }

  /// An explanation: a formula for each wrong equation.
  struct Explanation {
    let edits: [Edit]
    let cost: Double
    let evidence: Evidence
    let meaning: [Double]?
    /// The same as one change of a quantity that is not published, if there may be one.
    var upstream: [Edit] = []
  }

  func single() -> [Explanation] {
    let found = explanations { $0.findSingle() }
    return found.isEmpty ? inOtherForms { $0.findSingle() } : found
  }
  func plain() -> [Explanation] { explanations { $0.findPlain() } }
  func below() -> [Explanation] { explanations { $0.below() } }
  func double() -> [Explanation] { explanations { $0.findDouble() } }

  private func inOtherForms(_ find: (FormulaFinder) -> [FormulaFinder.Found]) -> [Explanation] {
    for entry in others() {
      let found = find(entry.finder)
      if !found.isEmpty { return found.map { explanation([(entry, $0)]) } }
    }
    return []
  }

  private func explanations(_ find: (FormulaFinder) -> [FormulaFinder.Found]) -> [Explanation] {
    var all: [[(Entry, FormulaFinder.Found)]] = []
    for entry in finders {
      let found = find(entry.finder)
      if found.isEmpty { return [] }
      all.append(found.map { (entry, $0) })
    }
    // With several equations there is one explanation: the simplest of each.
    if all.count == 1 { return all[0].map { explanation([$0]) } }
    return all.isEmpty ? [] : [explanation(all.map { $0[0] })]
  }

  private func explanation(_ found: [(Entry, FormulaFinder.Found)]) -> Explanation {
    var explanation = Explanation(
      edits: found.map(edit), cost: found.map(\.1.cost).max() ?? 0, evidence: found[0].1.evidence,
      meaning: found.count == 1 ? found[0].1.meaning : nil)
    if recipe.isNetwork { explanation.upstream = found.flatMap(upstream) }
    return explanation
  }

  private func edit(_ entry: Entry, _ found: FormulaFinder.Found) -> Edit {
    if let edit = settingThroughout(entry, found) { return edit }
    let (_, whole) = entry.finder.comparison(with: found.formula)
    let plain = Expression(named(whole, in: entry.target))
    return Edit(
      quantity: quantity, of: entry.target.parameter,
      formula: entry.finder.evidence(for: plain) == nil ? found.formula : plain,
      changes: named(entry.finder.changes(to: found.formula), in: entry.target))
  }

  /// The same as one number for a setting at all its places; nil if it is not.
  private func settingThroughout(_ entry: Entry, _ found: FormulaFinder.Found) -> Edit? {
    let asked = entry.finder.asked
    let given = Set(asked.node.subformulas)
    let numbers = found.formula.node.subformulas.compactMap { node -> Double? in
      if case .number(let value) = node, !given.contains(node) { value } else { nil }
    }
    for name in asked.node.settings.sorted() {
      for value in numbers.flatMap({ [$0, 1 - $0] }) {
        guard let short = Literals.shortest(value - 4 * value.ulp, value + 4 * value.ulp), short != 0 else { continue }
        let formula = Expression(asked.node.replacing(.setting(name), by: .number(short)))
        guard let own = entry.finder.meaning(of: formula), let meaning = found.meaning, Meaning.agree(own, meaning),
          entry.finder.evidence(for: formula) != nil
        else { continue }
        return Edit(
          quantity: quantity, of: entry.target.parameter, formula: formula,
          changes: [.constantForSetting(name, short)])
      }
    }
    return nil
  }

  private func named(_ changes: [Change], in target: Reference) -> [Change] {
    changes.map { change in
      guard case .replaced(let a, let b) = change else { return change }
      return .replaced(named(a, in: target), by: named(b, in: target))
    }
  }

  /// The formula with names for what is not published.
  private func named(_ node: Node, in target: Reference) -> Node {
    recipe.named(node, in: target) { !isPublished($0) || holding.holds($0) }
  }

  /// The changes of one unpublished quantity each that would make the found formula of the asked one.
  private func upstream(_ entry: Entry, _ found: FormulaFinder.Found) -> [Edit] {
    let (asked, whole) = entry.finder.comparison(with: found.formula)
    return recipe.equations.reversed().compactMap { equation in
      guard !isPublished(equation.target.name), recipe.gradients[equation.target.name] != nil,
        equation.target.parameter == nil, !equation.formula.node.operands.isEmpty
      else { return nil }
      let own = recipe.inlined(equation.formula, isPublished: isPublished).node.withSumsOfProducts
      guard let path = asked.path(of: own), let part = whole.part(at: path[...]), part != own,
        whole.replacing(at: path[...], with: own) == asked
      else { return nil }
      let changes = entry.finder.changes(own, part)
      return Edit(
        quantity: equation.target.name, formula: Expression(named(part, in: equation.target)),
        changes: named(changes, in: equation.target))
    }
  }

  /// The longest description of an everyday change: what has a name costs no more.
  static let everyday = 2.5
  /// The longest description of a known mistake: nothing is likelier.
  private static let known = 1.0

  /// The length of the description of a change with a name, and its meaning; nil if there is no search, or more than
  /// one equation.
  func price(_ edit: Edit) -> (cost: Double, meaning: [Double]?)? {
    guard finders.count == 1 else { return nil }
    let finder = finders[0].finder
    let most =
      switch edit.changes.first {
      case .named: Self.known
      default: Self.everyday
      }
    return (min(finder.cost(of: edit.formula), most), finder.meaning(of: edit.formula))
  }

  /// The length of the description of a change, whatever its name; nil if there is more than one equation.
  func length(of edit: Edit) -> Double? { finders.count == 1 ? finders[0].finder.cost(of: edit.formula) : nil }

  /// True if a formula has a part that no number shows, as far as that can be told.
  func hasIdlePart(_ formula: Expression) -> Bool {
    finders.count == 1 && finders[0].finder.hasIdlePart(formula)
  }

  /// True if a formula's own bound is narrow enough to prove something, as far as that can be told.
  func isSharp(_ formula: Expression) -> Bool { finders.count != 1 || finders[0].finder.isSharp(formula) }
}

/// The published quantities whose equations hold, judged when they are asked for.
private final class Holding {
  private let examinations: [Examination]
  private var known: [String: Bool] = [:]

  init(_ examinations: [Examination]) { self.examinations = examinations }

  func holds(_ quantity: String) -> Bool {
    if let known = known[quantity] { return known }
    let holds = examinations.allSatisfy {
      $0.recipe.equations(of: quantity).count == 1 && $0.judge(quantity)?.holds == true
    }
    known[quantity] = holds
    return holds
  }
}
