package import Equations
package import GradeModel
internal import Reference
package import Traces

/// Verdicts on each quantity of a case, from its residual: its equation evaluated on the program's own upstream values.
package struct Verdicts {
  package let examination: Examination
  let published: Trace
  private let choices: Choices?
  private let edits: [String: [Edit]]
  private let peers: [Examination]
  let proof: Proof

  /// - Parameters:
  ///   - published: everything the program published, well laid out or not.
  ///   - edits: the single changes of each equation.
  ///   - choices: numbers that the program drew or picked for itself.
  ///   - peers: the same program in the other cases.
  package init(
    _ examination: Examination, published: Trace, edits: [String: [Edit]], choices: Choices? = nil,
    peers: [Examination] = []
  ) {
    self.examination = examination
    self.published = published
    self.choices = choices
    self.edits = edits
    self.peers = peers
    proof = Proof(examination, edits: edits, peers: peers)
  }

  package struct Verdict {
    package var outcome: Outcome
    package var finding: Finding?
    /// The first difference from the golden numbers, and the first from the equation on the program's own values.
    package var divergence: Divergence?
    package var equationDivergence: Divergence?
    package var distances: [StepDistance]?

    package init(
      outcome: Outcome, finding: Finding? = nil, divergence: Divergence? = nil, equationDivergence: Divergence? = nil,
      distances: [StepDistance]? = nil
    ) {
      self.outcome = outcome
      self.finding = finding
      self.divergence = divergence
      self.equationDivergence = equationDivergence
      self.distances = distances
    }
  }

  /// The verdict on every quantity that the golden trace has, and on every choice.
  package func all() -> [String: Verdict] {
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
    var refused: [String] = []
    for quantity in recipe.quantities.unique {
      if let fault = Structure.fault(quantity, in: published, golden: examination.golden) {
        verdicts[quantity] = Verdict(outcome: fault.outcome, finding: fault.finding)
        // Its numbers may be wrong as well: then what follows from them follows from a mistake.
        if examination.isPublished(quantity), examination.judge(quantity)?.holds == false { wrong.insert(quantity) }
      } else if let property = recipe.component.choices[quantity] {
        // A choice is judged by its property, which any right choice has.
        guard let judgement = examination.judge(property, published: 0) else {
          verdicts[quantity] = Verdict(outcome: .graderError, finding: .cannotBeJudged)
          wrong.insert(quantity)
          continue
        }
        if judgement.holds {
          holding.append(quantity)
        } else {
          wrong.insert(quantity)
          refused.append(quantity)
        }
      } else if let drawn = choices?.drawn[quantity] {
        verdicts[quantity] = drawn
        if drawn.outcome != .correct { wrong.insert(quantity) }
      } else if !examination.isPublished(quantity) {
        continue
      } else if let judgement = examination.judge(quantity) {
        if judgement.holds, !examination.hidesBehindInfinity(quantity) {
          holding.append(quantity)
        } else {
          failing[quantity] = judgement
          wrong.insert(quantity)
        }
      } else {
        verdicts[quantity] = Verdict(outcome: .graderError, finding: .cannotBeJudged)
      }
    }
    let misled = rightWithoutWrongOnes(failing)
    for quantity in misled.keys.sorted() {
      failing[quantity] = nil
      wrong.remove(quantity)
      holding.append(quantity)
    }
    // Adds to the wrong ones each quantity that is computed from one of them, at this step or before, directly or
    // through others.
    let sources = Dictionary(
      uniqueKeysWithValues: (holding + failing.keys).map {
        ($0, (misled[$0] ?? examination).publishedSources(of: $0))
      })
    wrong = closure(of: wrong) { wrong in holding.filter { sources[$0]?.isDisjoint(with: wrong) == false } }
    func wrongSources(_ quantity: String) -> [String] {
      let found = (sources[quantity] ?? []).intersection(wrong)
      return (recipe.inputs.map(\.name) + recipe.quantities).unique.filter(found.contains)
    }
    // A quantity may be right although it does not follow from the program's own wrong values.
    for quantity in failing.keys {
      let own = wrongSources(quantity)
      verdicts[quantity] =
        rightDespite(quantity, sources: own, wrong: upstream(of: quantity, among: wrong, sources))
        ?? incorrect(quantity)
    }
    for quantity in refused {
      let own = examination.publishedSources(of: quantity).intersection(wrong.subtracting([quantity]))
      verdicts[quantity] =
        rightDespite(quantity, sources: own.sorted(), wrong: own) ?? rightAmongTried(quantity) ?? notAllowed(quantity)
    }
    let mistaken = wrong.subtracting(holding).filter { verdicts[$0]?.outcome != .followThrough }
    for quantity in holding {
      let origins = origins(of: quantity, among: mistaken, sources)
      let own = misled[quantity].map { Proof($0, edits: edits, peers: peers) } ?? proof
      let sources = wrongSources(quantity)
      let verdict = holds(
        quantity, sources: sources,
        origins: (recipe.inputs.map(\.name) + recipe.quantities).unique.filter(origins.contains), own)
      // A choice that any other would have been as good as may still be the right one by right values.
      let isDoubtful = verdict.outcome == .unproven && recipe.component.choices[quantity] != nil
      let right = isDoubtful ? rightDespite(quantity, sources: sources, wrong: Set(sources)) : nil
      verdicts[quantity] = right?.outcome == .followThrough ? right : verdict
    }
    return verdicts
  }

  /// The quantities that do not follow from published values, and do follow once those are worked out rightly, or once
  /// those stand by their names. An output that is computed once more after the update is no mistake of the gradients.
  ///
  /// - Returns: for each such quantity, the run without the values that mislead about it, or with the names.
  private func rightWithoutWrongOnes(_ failing: [String: Judgement]) -> [String: Examination] {
    guard examination.recipe.isNetwork else { return [:] }
    var found: [String: Examination] = [:]
    let named = examination.namingPublished()
    for quantity in failing.keys {
      // A slope that is taken of the reported output, y·(1 − y), follows from it as it is.
      if let named, named.judge(quantity)?.holds == true {
        found[quantity] = named
        continue
      }
      let sources = examination.publishedSources(of: quantity)
        .intersection(examination.recipe.quantities).subtracting([quantity, "weights"])
      // Right ones mislead too, by the digits that another form of them has lost: a program need not go on from those.
      for misleading in [sources.intersection(failing.keys), sources] where !misleading.isEmpty {
        guard let rest = examination.without(misleading), rest.judge(quantity)?.holds == true else { continue }
        found[quantity] = rest
        break
      }
    }
    return found
  }

  /// A quantity that was handed out must have stayed as it was.
  private func given(_ quantity: String) -> Verdict {
    if let fault = Structure.fault(quantity, in: published, golden: examination.golden) {
      return Verdict(outcome: fault.outcome, finding: fault.finding)
    }
    let same = examination.golden.parameters(of: quantity).allSatisfy { owner in
      published[quantity, owner]?.values.map(\.bitPattern)
        == examination.golden[quantity, owner]?.values.map(\.bitPattern)
    }
    return same
      ? Verdict(outcome: .correct)
      : Verdict(
        outcome: .incorrect, finding: .changedInPlace, divergence: divergence(quantity))
  }

  private func holds(_ quantity: String, sources: [String], origins: [String], _ proof: Proof) -> Verdict {
    if sources.isEmpty { return Verdict(outcome: .correct) }
    if proof.untested(quantity) != nil || proof.leavesOut(quantity) {
      return Verdict(
        outcome: .unproven, finding: .hidesMistakes(sources: sources),
        divergence: divergence(quantity))
    }
    return Verdict(
      outcome: .followThrough, finding: .follows(sources: sources, origins: origins))
  }

  /// The wrong quantities that one is computed from, directly or by way of others.
  private func upstream(of quantity: String, among wrong: Set<String>, _ sources: [String: Set<String>]) -> Set<String>
  {
    var found: Set<String> = []
    var open = [quantity]
    while let next = open.popLast() {
      for source in (sources[next] ?? []).intersection(wrong) where source != quantity && found.insert(source).inserted
      {
        open.append(source)
      }
    }
    return found
  }

  /// The nearest mistakes that a quantity's values come from.
  private func origins(of quantity: String, among mistaken: Set<String>, _ sources: [String: Set<String>]) -> Set<
    String
  > {
    var found: Set<String> = []
    var seen: Set<String> = [quantity]
    var open = [quantity]
    while let next = open.popLast() {
      for source in sources[next] ?? [] where seen.insert(source).inserted {
        if mistaken.contains(source) { found.insert(source) } else { open.append(source) }
      }
    }
    return found
  }

  /// Returns a verdict if the quantity is correct once its wrong inputs are replaced by correct ones: the program did
  /// not use the wrong values it reported.
  ///
  /// Correct is what follows from right values alone. Correct is also what an input's own equation gives at this step, on
  /// the values that were reported for the step before: those that the program went on from.
  private func rightDespite(_ quantity: String, sources: [String], wrong: Set<String>) -> Verdict? {
    let others = wrong.filter { examination.recipe.formula(of: $0) != nil }
    guard !others.isDisjoint(with: sources) else { return nil }
    let own = others.intersection(sources).sorted()
    let isChoice = examination.recipe.component.choices[quantity] != nil
    let parts = isChoice ? [] : own.count > 1 ? [own] + own.map { [$0] } : [own]
    let candidates = [examination.without(others)] + parts.map(examination.reworking)
    guard let mended = candidates.lazy.compactMap(\.self).first(where: { $0.judgeAsAsked(quantity)?.holds == true })
    else { return nil }
    let divergence = divergence(quantity)
    if Proof(mended, edits: edits, peers: peers).untested(quantity) != nil {
      return Verdict(
        outcome: .unproven, finding: .hidesMistakes(sources: sources), divergence: divergence)
    }
    return Verdict(
      outcome: .followThrough, finding: .rightDespite(sources: sources), divergence: divergence)
  }

  /// Returns a verdict if a choice is right among those that the program has tried, though it has not tried all.
  private func rightAmongTried(_ quantity: String) -> Verdict? {
    guard let property = examination.recipe.component.choices[quantity] else { return nil }
    for source in examination.recipe.sources(of: property).sorted() {
      guard let tried = examination.trying(source, published: published),
        tried.judge(property, published: 0)?.holds == true,
        Proof(tried, edits: edits, peers: peers).untested(quantity) == nil
      else { continue }
      return Verdict(
        outcome: .followThrough, finding: .rightDespite(sources: [source]), divergence: divergence(quantity))
    }
    return nil
  }

  private func notAllowed(_ quantity: String) -> Verdict {
    let step = examination.recipe.component.choices[quantity].flatMap(firstStep(without:))
    return Verdict(
      outcome: .incorrect, finding: .notAllowed(step: step, steps: examination.inputs.steps),
      divergence: divergence(quantity))
  }

  private func incorrect(_ quantity: String) -> Verdict {
    let found = divergence(quantity)
    let computed = examination.computed(quantity)
    let own = computed.flatMap {
      Comparator.derived($0.errors, examination.precision).first(of: quantity, in: published, from: $0.values)
    }
    let finding =
      examination.nonFinite(quantity, in: published).map(Finding.nonFinite)
      ?? (found == nil ? .notItsEquation : .differs)
    return Verdict(
      outcome: .incorrect, finding: finding, divergence: found, equationDivergence: own,
      distances: distances(quantity, parting: [found, own].compactMap { $0?.step }, computed?.values ?? Trace()))
  }

  /// The first step at which a choice does not have its property; nil if the property is not one number a step.
  private func firstStep(without property: Expression) -> Int? {
    guard let value = examination.evaluate(property), !value.isPerParameter else { return nil }
    let block = value.block(0)
    guard block.axes == [.step] else { return nil }
    let wrong = block.values.indices.first { step in
      let error = block.error?[step] ?? 0
      return Bound.ratio(0, block.values[step], error: error, examination.precision) ?? 0 > Bound.allowance
    }
    return wrong.map { $0 + 1 }
  }

  /// The first difference from the golden numbers that exceeds the bound of the quantity's own equation.
  private func divergence(_ quantity: String) -> Divergence? {
    let bounds = proof.ideal?.computed(quantity)?.errors ?? Trace()
    return Comparator.derived(bounds, examination.precision)
      .first(of: quantity, in: published, from: examination.golden)
  }
}
