internal import Equations
internal import GradeModel
internal import Reference
internal import Traces

/// What each quantity of a case earns, from its residual: its equation evaluated on the program's own upstream values.
struct Verdicts {
  let examination: Examination
  private let published: Trace
  private let edits: [String: [Edit]]

  /// - Parameters:
  ///   - published: everything the program published, well laid out or not.
  ///   - edits: the single changes of each equation.
  init(_ examination: Examination, published: Trace, edits: [String: [Edit]]) {
    self.examination = examination
    self.published = published
    self.edits = edits
  }

  struct Verdict {
    var outcome: Outcome
    var message: String
    var divergence: Divergence?
  }

  /// The verdict on every quantity that the golden trace has.
  func all() -> [String: Verdict] {
    var verdicts: [String: Verdict] = [:]
    for quantity in examination.golden.quantities where examination.recipe.formula(of: quantity) == nil {
      verdicts[quantity] = given(quantity)
    }
    for equation in examination.recipe.equations {
      let quantity = equation.target.name
      verdicts[quantity] = verdict(on: quantity, equation.formula, upstream: verdicts)
    }
    return verdicts
  }

  /// A quantity that was handed out must have stayed as it was.
  private func given(_ quantity: String) -> Verdict {
    if let fault = Layout.fault(quantity, in: published, golden: examination.golden) {
      return Verdict(outcome: fault.outcome, message: fault.message)
    }
    let same = examination.golden.parameters(of: quantity).allSatisfy { owner in
      published[quantity, owner]?.values.map(\.bitPattern)
        == examination.golden[quantity, owner]?.values.map(\.bitPattern)
    }
    return same
      ? Verdict(outcome: .correct, message: "")
      : Verdict(
        outcome: .incorrect, message: Wording.changedInPlace(quantity), divergence: divergence(quantity))
  }

  private func verdict(on quantity: String, _ formula: Expression, upstream: [String: Verdict]) -> Verdict {
    if let fault = Layout.fault(quantity, in: published, golden: examination.golden) {
      return Verdict(outcome: fault.outcome, message: fault.message)
    }
    // A choice is judged by its property, which any right choice has.
    if let property = examination.recipe.component.choices[quantity] {
      return choice(quantity, property)
    }
    guard let judgement = examination.judge(formula, for: quantity) else {
      return Verdict(outcome: .graderError, message: Wording.cannotJudge(quantity))
    }
    let sources = wrongSources(of: quantity, formula, upstream)
    guard judgement.holds else {
      return incorrect(quantity, sources: sources, judgement)
    }
    if sources.isEmpty { return Verdict(outcome: .correct, message: "") }
    if let open = untested(quantity, formula) {
      return Verdict(
        outcome: .unproven, message: Wording.unproven(quantity, sources: sources, open),
        divergence: divergence(quantity))
    }
    return Verdict(outcome: .followThrough, message: Wording.followThrough(quantity, sources: sources))
  }

  private func incorrect(_ quantity: String, sources: [String], _ judgement: Judgement) -> Verdict {
    if let found = Layout.firstNonFinite(quantity, in: published) {
      let message = Wording.nonFinite(
        quantity, parameter: found.parameter, step: found.step, value: found.value,
        source: sources.first { Layout.firstNonFinite($0, in: published) != nil },
        cause: examination.cause(of: quantity, parameter: found.parameter, step: found.step))
      return Verdict(outcome: .incorrect, message: message, divergence: divergence(quantity))
    }
    let found = divergence(quantity)
    return Verdict(
      outcome: .incorrect, message: found.map { Wording.differs(quantity, $0) } ?? Wording.notItsEquation(quantity),
      divergence: found)
  }

  private func choice(_ quantity: String, _ property: Expression) -> Verdict {
    guard let judgement = examination.judge(property, for: quantity, published: 0) else {
      return Verdict(outcome: .graderError, message: Wording.cannotJudge(quantity))
    }
    return judgement.holds
      ? Verdict(outcome: .correct, message: "")
      : Verdict(outcome: .incorrect, message: Wording.wrongChoice(quantity), divergence: divergence(quantity))
  }

  /// The quantities that this one is computed from and that are not right, seen through those that are not published.
  private func wrongSources(
    of quantity: String, _ formula: Expression, _ upstream: [String: Verdict]
  ) -> [String] {
    var wrong: Set<String> = []
    var seen: Set<String> = [quantity]
    func visit(_ formula: Expression) {
      for name in formula.node.quantities where seen.insert(name).inserted {
        if examination.isPublished(name) || examination.recipe.formula(of: name) == nil {
          if let verdict = upstream[name], verdict.outcome != .correct { wrong.insert(name) }
        } else if let own = examination.recipe.formula(of: name) {
          visit(own)
        }
      }
    }
    visit(formula)
    return examination.golden.quantities.filter(wrong.contains)
  }

  /// A change of the equation that the golden values rule out and the program's own do not: then the program's values could
  /// not have exposed it, and following from them proves nothing.
  ///
  /// A change that puts one quantity in another's place is left aside: where the program's own two are equal, as after a
  /// forgotten correction, nobody could tell, and the mistake has cost its marks already.
  private func untested(_ quantity: String, _ formula: Expression) -> Change? {
    guard
      let ideal = try? Examination(
        caseID: examination.caseID, recipe: examination.recipe, inputs: examination.inputs, golden: examination.golden,
        trace: examination.golden)
    else { return .unchanged }
    let target = quantity == "weights" || formula.node.looksBack(on: quantity)
    let still = Edit(
      quantity: quantity, formula: target ? previous(Equations.quantity(quantity)) : 0, changes: [.unchanged])
    let fixed = [still, Edit(quantity: quantity, formula: 0, changes: [.zero])]
    for edit in fixed + (edits[quantity] ?? []) {
      if case .quantityReplaced? = edit.changes.first { continue }
      guard let onGolden = ideal.judge(edit.formula, for: quantity), !onGolden.holds else { continue }
      guard let own = examination.judge(edit.formula, for: quantity), !own.holds else { return edit.changes[0] }
    }
    return nil
  }

  /// Where the numbers part from the golden ones by more than its own equation's bound allows.
  private func divergence(_ quantity: String) -> Divergence? {
    let golden = examination.golden
    var bounds: [String: Block] = [:]
    if let formula = examination.recipe.formula(of: quantity),
      let computed = try? examination.recipe.recording(of: golden, inputs: examination.inputs).evaluate(formula)
    {
      let published = examination.recipe.value(of: quantity, in: golden, examination.inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        let owner = published.isPerParameter ? examination.inputs.names[index] : ""
        let own = computed.block(index)
        if own.axes.allSatisfy(block.axes.contains) { bounds[owner] = own.aligned(to: block.axes, shape: block.shape) }
      }
    }
    let u = Precision.double.unitRoundoff
    let comparator = Comparator { expected, key, position in
      // The start of the weights is given, so it has no place in the bounds.
      let skipped = quantity == "weights" ? golden[key]?.stride ?? 0 : 0
      let error = position >= skipped ? bounds[key.parameter]?.error?[position - skipped] ?? 0 : 0
      return Residual.allowance * (error + u * abs(expected))
    }
    return comparator.compare(published, with: golden, quantity: quantity).divergence
  }
}

extension Examination {
  /// How far a formula is from a number throughout.
  func judge(_ formula: Expression, for quantity: String, published number: Double) -> Judgement? {
    guard let computed = evaluate(formula) else { return nil }
    let flat = Value(perParameter: computed.blocks.map { block in block.map { _ in number } })
    return Judgement(
      published: computed.isPerParameter ? flat : Value(flat.blocks[0]), computed: computed, precision: precision)
  }
}

extension Node {
  /// Whether the formula takes the value of a quantity one step earlier.
  func looksBack(on quantity: String) -> Bool {
    if case .previous(let reference, along: .step) = self { return reference.name == quantity }
    return operands.contains { $0.looksBack(on: quantity) }
  }
}
