package import Equations
internal import Reference
internal import Traces

/// A test whether a program's own values could have exposed a mistake. Agreement with wrong values proves something
/// only if they could.
final class Proof {
  private let examination: Examination
  private let edits: [String: [Edit]]
  /// The same program in the other cases. It is one program: a mistake that one of them rules out is in none.
  private let peers: [Examination]
  /// The most surprising change that the values behind a choice have to rule out.
  private static let farFetched = 4
  /// The number of steps that are tried first: a formula that they rule out need not be tried on all.
  private static let few = 12

  init(_ examination: Examination, edits: [String: [Edit]], peers: [Examination] = []) {
    self.examination = examination
    self.edits = edits
    self.peers = peers
  }

  /// The examination of the golden values, in the place of the program's.
  private(set) lazy var ideal = try? Examination(
    caseID: examination.caseID, recipe: examination.recipe, inputs: examination.inputs, golden: examination.golden,
    trace: Structure.judgeable(
      examination.golden, golden: examination.golden, without: examination.recipe.component.hidden))
  private lazy var start = examination.inputs.steps > Self.few ? examination.prefix(Self.few) : nil
  private lazy var idealStart = examination.inputs.steps > Self.few ? ideal?.prefix(Self.few) : nil

  /// A change of a quantity's equation that the golden values rule out and the program's own do not; nil if there is
  /// none.
  ///
  /// A change that puts one quantity in another's place is skipped, as are those that a recipe names, which mostly do.
  /// Two quantities of the program's own that are equal, as after a forgotten correction, cannot be told apart, and the
  /// mistake has cost its marks already. Skipped too, for a choice, are changes that hardly anybody makes: a magnitude
  /// that is taken of losses which happen to be positive would be one.
  func untested(_ quantity: String) -> Change? {
    guard let ideal else { return .unchanged }
    if let property = examination.recipe.component.choices[quantity],
      admitsOne(quantity, property, ideal) || admitsAnything(quantity, property, ideal)
    {
      return .unchanged
    }
    let isChoice = examination.recipe.component.choices[quantity] != nil
    for equation in examination.recipe.equations(of: quantity) {
      let target = equation.target
      let itself = Expression(.quantity(target))
      let looksBack = quantity == "weights" || equation.formula.node.looksBack(on: quantity)
      let fixed = [
        Edit(quantity: quantity, formula: looksBack ? previous(itself) : 0, changes: [.unchanged]),
        Edit(quantity: quantity, formula: 0, changes: [.zero]),
      ]
      for edit in fixed + changes(of: equation) {
        switch edit.changes.first {
        case .quantityReplaced, .named: continue
        case .some(let change) where isChoice && change.surprise > Self.farFetched: continue
        default: break
        }
        guard rulesOut(edit.formula, target, ideal, idealStart) else { continue }
        if rulesOut(edit.formula, target, examination, start) { continue }
        if !vouching(for: quantity).contains(where: { contradicts(edit.formula, target, $0) }) {
          return edit.changes[0]
        }
      }
    }
    return nil
  }

  /// True if the program's own values leave numbers of a quantity in doubt that the golden values decide: more than one
  /// in ten. Only doubts that nobody could avoid are left out for free.
  func leavesOut(_ quantity: String) -> Bool {
    guard examination.recipe.component.choices[quantity] == nil, let ideal = ideal?.judge(quantity),
      let own = examination.judge(quantity)
    else { return false }
    return own.checkable + own.undefinedShare < 0.9 * ideal.checkable
  }

  /// True if one constant choice would be right on the program's own values, and wrong on the golden ones. Example: all
  /// losses are equal, so that any rate is one of the best.
  ///
  /// Another case may show that the program looks: the same place of the list would be wrong there.
  private func admitsOne(_ quantity: String, _ property: Expression, _ ideal: Examination) -> Bool {
    let chosen = [ideal, examination].flatMap { $0.trace.values(of: quantity) }
    let vouching = vouching(for: quantity)
    return Set(chosen).sorted().contains { choice in
      guard !admits(choice, for: quantity, property, ideal), admits(choice, for: quantity, property, examination) else {
        return false
      }
      return examination.inputs.rules(for: choice).contains { rule in
        !vouching.contains { peer in
          rule.choice(peer.inputs).map { !admits($0, for: quantity, property, peer) } ?? true
        }
      }
    }
  }

  /// True if the program's own values leave a choice open at more than one step in ten at which the golden values do not:
  /// several numbers would be right there, or none can be told wrong.
  private func admitsAnything(_ quantity: String, _ property: Expression, _ ideal: Examination) -> Bool {
    let chosen = Set([ideal, examination].flatMap { $0.trace.values(of: quantity).filter { !$0.isNaN } }).sorted()
    guard let own = open(chosen, for: quantity, property, examination),
      let right = open(chosen, for: quantity, property, ideal), own.count == right.count
    else { return false }
    return 10 * zip(own, right).count { $0 && !$1 } > own.count
  }

  /// For each step, true if more than one of some choices would be right; nil if the property is not one number a step.
  private func open(
    _ choices: [Double], for quantity: String, _ property: Expression, _ examination: Examination
  ) -> [Bool]? {
    var counts = [Int](repeating: 0, count: examination.inputs.steps)
    for choice in choices {
      guard let value = constant(choice, for: quantity, examination)?.evaluate(property), !value.isPerParameter,
        value.block(0).axes == [.step], value.block(0).count == counts.count
      else { return nil }
      let block = value.block(0)
      for step in counts.indices {
        let error = block.error?[step] ?? 0
        let ratio = Bound.ratio(0, block.values[step], error: error, examination.precision)
        if ratio ?? 0 <= Bound.allowance { counts[step] += 1 }
      }
    }
    return counts.map { $0 > 1 }
  }

  private func admits(
    _ choice: Double, for quantity: String, _ property: Expression, _ examination: Examination
  ) -> Bool {
    constant(choice, for: quantity, examination)?.judge(property, published: 0)?.holds ?? true
  }

  /// The run as if one number had been chosen throughout.
  private func constant(_ choice: Double, for quantity: String, _ examination: Examination) -> Examination? {
    try? Examination(
      caseID: examination.caseID, recipe: examination.recipe, inputs: examination.inputs, golden: examination.golden,
      trace: examination.trace.replacing(quantity, by: choice), precision: examination.precision)
  }

  /// The other cases in which a quantity is right, or follows from what is wrong.
  private func vouching(for quantity: String) -> [Examination] {
    peers.filter { $0.isPublished(quantity) && $0.judgeAsAsked(quantity)?.holds == true }
  }

  private func contradicts(_ formula: Expression, _ target: Reference, _ peer: Examination) -> Bool {
    peer.judge(formula, for: target).map { !$0.agrees } ?? false
  }

  private func changes(of equation: Equation) -> [Edit] {
    if equation.target.parameter == nil { return edits[equation.target.name] ?? [] }
    return EditOperators(examination.recipe).edits(of: equation.formula, for: equation.target.name)
  }

  private func rulesOut(
    _ formula: Expression, _ target: Reference, _ examination: Examination, _ start: Examination?
  ) -> Bool {
    if let first = start?.judge(formula, for: target), first.worst > Bound.allowance { return true }
    guard let judgement = examination.judge(formula, for: target) else { return false }
    return !judgement.holds
  }
}

extension Trace {
  fileprivate func values(of quantity: String) -> [Double] {
    parameters(of: quantity).flatMap { self[quantity, $0]?.values ?? [] }.filter(\.isFinite)
  }

  /// The same trace with one number in the place of all of a quantity's.
  fileprivate func replacing(_ quantity: String, by number: Double) -> Trace {
    var replaced = self
    for owner in parameters(of: quantity) {
      guard let series = self[quantity, owner] else { continue }
      replaced[quantity, owner] = .init(
        shape: series.shape, steps: series.steps, values: series.values.map { _ in number })
    }
    return replaced
  }
}

extension Node {
  /// True if the formula takes the value of a quantity one step earlier.
  package func looksBack(on quantity: String) -> Bool {
    if case .previous(let reference, along: .step) = self { return reference.name == quantity }
    return operands.contains { $0.looksBack(on: quantity) }
  }
}
