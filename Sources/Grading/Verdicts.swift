internal import Equations
internal import GradeModel
internal import Reference
internal import Traces

/// What each quantity of a case earns, from its residual: its equation evaluated on the program's own upstream values.
struct Verdicts {
  let examination: Examination
  private let published: Trace
  private let choices: Choices?
  private let edits: [String: [Edit]]
  private let proof: Proof

  /// - Parameters:
  ///   - published: everything the program published, well laid out or not.
  ///   - edits: the single changes of each equation.
  ///   - choices: what the program drew or picked for itself.
  init(_ examination: Examination, published: Trace, edits: [String: [Edit]], choices: Choices? = nil) {
    self.examination = examination
    self.published = published
    self.choices = choices
    self.edits = edits
    proof = Proof(examination, edits: edits)
  }

  struct Verdict {
    var outcome: Outcome
    var message: String
    var divergence: Divergence?
  }

  /// The verdict on every quantity that the golden trace has, and on every choice.
  func all() -> [String: Verdict] {
    var verdicts = choices?.verdicts ?? [:]
    let recipe = examination.recipe
    let defined = Set(recipe.quantities)
    for quantity in examination.golden.quantities where !defined.contains(quantity) && verdicts[quantity] == nil {
      verdicts[quantity] = given(quantity)
    }
    // Each equation alone, on the program's own values.
    var wrong = Set(verdicts.filter { $0.value.outcome != .correct }.keys)
    var holding: [String] = []
    var failing: [String: Judgement] = [:]
    for quantity in recipe.quantities.unique {
      if let fault = Layout.fault(quantity, in: published, golden: examination.golden) {
        verdicts[quantity] = Verdict(outcome: fault.outcome, message: fault.message)
      } else if let property = recipe.component.choices[quantity] {
        // A choice is judged by its property, which any right choice has.
        verdicts[quantity] = choice(quantity, property)
        if verdicts[quantity]?.outcome != .correct { wrong.insert(quantity) }
      } else if let drawn = choices?.drawn[quantity] {
        verdicts[quantity] = drawn
        if drawn.outcome != .correct { wrong.insert(quantity) }
      } else if !examination.isPublished(quantity) {
        continue
      } else if let judgement = examination.judge(quantity) {
        if judgement.holds {
          holding.append(quantity)
        } else {
          failing[quantity] = judgement
          wrong.insert(quantity)
        }
      } else {
        verdicts[quantity] = Verdict(outcome: .graderError, message: Wording.cannotJudge(quantity))
      }
    }
    let misled = rightWithoutWrongOnes(failing)
    for quantity in misled.keys.sorted() {
      failing[quantity] = nil
      wrong.remove(quantity)
      holding.append(quantity)
    }
    // What is computed from something wrong, at this step or at one before, and from what that is computed from.
    let sources = Dictionary(
      uniqueKeysWithValues: (holding + failing.keys).map {
        ($0, publishedSources(of: $0, in: misled[$0] ?? examination))
      })
    var grew = true
    while grew {
      grew = false
      for quantity in holding where !wrong.contains(quantity) && sources[quantity]?.isDisjoint(with: wrong) == false {
        wrong.insert(quantity)
        grew = true
      }
    }
    func wrongSources(_ quantity: String) -> [String] {
      let found = (sources[quantity] ?? []).intersection(wrong)
      return (recipe.inputs.map(\.name) + recipe.quantities).unique.filter(found.contains)
    }
    for quantity in holding {
      let own = misled[quantity].map { Proof($0, edits: edits) } ?? proof
      verdicts[quantity] = holds(quantity, sources: wrongSources(quantity), own)
    }
    for quantity in failing.keys { verdicts[quantity] = incorrect(quantity, sources: wrongSources(quantity)) }
    return verdicts
  }

  /// What does not follow from something wrong that is published, and does from what should have been in its place: an
  /// output that is worked out once more after the update is no mistake of the gradients.
  ///
  /// - Returns: for each such quantity, the run without what misleads about it.
  private func rightWithoutWrongOnes(_ failing: [String: Judgement]) -> [String: Examination] {
    guard examination.recipe.isNetwork else { return [:] }
    var found: [String: Examination] = [:]
    for quantity in failing.keys {
      let misleading = publishedSources(of: quantity, in: examination)
        .intersection(failing.keys).subtracting([quantity, "weights"])
      guard !misleading.isEmpty, let rest = examination.without(misleading), rest.judge(quantity)?.holds == true
      else { continue }
      found[quantity] = rest
    }
    return found
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

  private func holds(_ quantity: String, sources: [String], _ proof: Proof) -> Verdict {
    if sources.isEmpty { return Verdict(outcome: .correct, message: "") }
    if let open = proof.untested(quantity) {
      return Verdict(
        outcome: .unproven, message: Wording.unproven(quantity, sources: sources, open),
        divergence: divergence(quantity))
    }
    return Verdict(outcome: .followThrough, message: Wording.followThrough(quantity, sources: sources))
  }

  private func incorrect(_ quantity: String, sources: [String]) -> Verdict {
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

  /// The quantities that this one is computed from, seen through those that are not published.
  private func publishedSources(of quantity: String, in examination: Examination) -> Set<String> {
    let recipe = examination.recipe
    var found: Set<String> = []
    var seen: Set<String> = [quantity]
    func visit(_ name: String) {
      for equation in recipe.equations(of: name) {
        for source in recipe.sources(of: equation.formula) where seen.insert(source).inserted {
          if examination.isPublished(source) || recipe.formula(of: source) == nil {
            found.insert(source)
          } else {
            visit(source)
          }
        }
      }
    }
    visit(quantity)
    return found
  }

  /// Where the numbers part from the golden ones by more than its own equation's bound allows.
  private func divergence(_ quantity: String) -> Divergence? {
    let golden = examination.golden
    var bounds: [String: Block] = [:]
    for equation in examination.recipe.equations(of: quantity) {
      guard let computed = proof.ideal?.evaluate(equation.formula) else { continue }
      let published = examination.recipe.value(of: equation.target, in: golden, examination.inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        let owner = published.isPerParameter ? examination.inputs.names[index] : equation.target.parameter ?? ""
        let own = computed.block(index)
        if own.fits(block) { bounds[owner] = own.aligned(to: block.axes, shape: block.shape) }
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

extension [String] {
  /// Each once, where it comes first.
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
