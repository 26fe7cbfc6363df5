internal import Assignments
internal import Diagnosis
package import Equations
package import Grading
internal import Judging
internal import Reference
internal import Traces

/// A check that an assignment's cases tell every mistake from the right program: mutation testing of the grader itself.
package struct SelfCheck: Sendable {
  let grader: Grader
  private let signs: Signs
  private let known: KnownInputs

  package init(_ grader: Grader) {
    self.grader = grader
    signs = Signs(grader.recipe)
    known = KnownInputs(grader.assignment, grader.recipe)
  }

  /// A proof that another formula is the right one in other words.
  package enum Equivalence: Sendable {
    case onlyOne, asGoodAChoice, neverNegative, signFallsAway, orderOfFactors, sameAlgebra
  }

  /// A way of being wrong, and its fate in the cases.
  package struct Mutant: Sendable {
    package enum Fate: Equatable, Sendable {
      /// It costs points. The ratio is its distance from the right program in the best case, in units of the tolerance.
      case caught(ratio: Double, by: String)
      /// The same algebra as the right program's: another way of writing it.
      case equivalent(Equivalence)
      /// It is wrong, and earns full marks. The probe is one that would show it; nil if none does.
      case missed(probe: String?)
    }

    package let fate: Fate
    /// The distance from the right program in each case, in units of the tolerance, in the order of the cases.
    package let ratios: [Double]
    /// True for mistakes that change no formula. Their margin is reported apart, because Float's is small.
    package let isHabit: Bool
    let mistake: SimulatedMistake
    /// The sentence for a student who makes it.
    package var sentence: String { mistake.sentence }
  }

  /// Runs a simulated student for every single change of each equation, every other convention and common habits through
  /// every case.
  package func mutants() async throws(RecipeError) -> [Mutant] {
    let cases = try trials()
    let probes = grader.assignment.cases.first.map { Probe.all(like: $0, recipe: grader.recipe) } ?? []
    let trials = probes.compactMap { try? Trial($0.name, $0.inputs, grader.recipe) }.filter(\.isFinite)
    // A draw is judged by its distribution, in which one number spoilt does not show.
    let isOneDraw = grader.recipe.component.kind.isOneDraw
    let mistakes = SimulatedMistake.all(grader).filter { !isOneDraw || $0.edit != nil }
    return await withTaskGroup(of: (place: Int, mutant: Mutant?).self) { group in
      for (place, mistake) in mistakes.enumerated() {
        group.addTask { (place, mutant(of: mistake, cases, trials)) }
      }
      var found = [Mutant?](repeating: nil, count: mistakes.count)
      for await one in group { found[one.place] = one.mutant }
      return found.compactMap(\.self)
    }
  }

  /// The cases of the assignment.
  func trials() throws(RecipeError) -> [Trial] {
    var cases: [Trial] = []
    for graded in grader.assignment.cases {
      cases.append(try Trial(graded.id, RunInputs(graded), grader.recipe))
    }
    return cases
  }

  /// Returns nil for a habit that changes nothing here, which is no mistake: a list cannot be transposed.
  private func mutant(of mistake: SimulatedMistake, _ cases: [Trial], _ trials: [Trial]) -> Mutant? {
    if mistake.isHabit, cases.allSatisfy({ mistake.trace($0.inputs) == $0.golden }) { return nil }
    let ratios = cases.map { ratio(of: mistake, on: $0) }
    let caught = zip(ratios, cases).map { (ratio: $0, id: $1.name) }.filter { $0.ratio > Bound.allowance }
    let fate: Mutant.Fate
    if let best = caught.max(by: { $0.ratio < $1.ratio }) {
      fate = .caught(ratio: best.ratio, by: best.id)
    } else if let reason = equivalence(of: mistake, on: cases + trials) {
      fate = .equivalent(reason)
    } else {
      fate = .missed(probe: trials.first { isCaught(mistake, on: $0) }?.name)
    }
    return Mutant(fate: fate, ratios: ratios, isHabit: mistake.edit == nil, mistake: mistake)
  }

  /// A case or a probe, with its right numbers.
  struct Trial: Sendable {
    let name: String
    let inputs: RunInputs
    let golden: Trace

    init(_ name: String, _ inputs: RunInputs, _ recipe: Recipe) throws(RecipeError) {
      self.name = name
      self.inputs = inputs
      golden = try recipe.trace(inputs)
    }

    var isFinite: Bool { golden.series.values.allSatisfy { $0.values.allSatisfy(\.isFinite) } }
  }

  /// Returns the reason that a changed formula is the right one in other words; nil if no algebra proves it.
  private func equivalence(of mistake: SimulatedMistake, on trials: [Trial]) -> Equivalence? {
    if let change = mistake.edit?.changes.first, change.isOfOne(isSingle) { return .onlyOne }
    if grader.recipe.component.kind.isOneDraw, trials.allSatisfy({ isSameFunction(mistake, $0) }) {
      return .asGoodAChoice
    }
    // A choice is asked for its property alone.
    if let quantity = mistake.edit?.quantity, let property = grader.recipe.component.choices[quantity],
      trials.allSatisfy({ chooses(quantity, property, mistake, $0) })
    {
      return .asGoodAChoice
    }
    guard let edit = mistake.edit, let right = mistake.original.flatMap(form), right == form(edit.formula) else {
      return nil
    }
    switch edit.changes.first {
    case .absoluteAdded(let operand):
      return signs.isNeverNegative(operand) ? .neverNegative : .signFallsAway
    case .regrouped: return .orderOfFactors
    default: return .sameAlgebra
    }
  }

  private func form(_ formula: Expression) -> NormalForm? {
    NormalForm(Expression(known.simplified(formula.node.withoutRootsOfSquares(signs))), signs: signs)
  }

  /// True if a program with two changes is proved to be the right one in other words: one makes up for the other, or
  /// neither is a mistake.
  func isProvedRight(_ pair: SimulatedMistake, on trials: [Trial]) -> Bool {
    if grader.recipe.component.kind.isOneDraw, trials.allSatisfy({ isSameFunction(pair, $0) }) { return true }
    if !pair.parts.isEmpty, pair.parts.allSatisfy({ equivalence(of: $0, on: trials) != nil }) { return true }
    guard let equations = pair.equations else { return false }
    return zip(grader.recipe.equations, equations).allSatisfy { right, changed in
      let name = right.target.name
      if right.formula == changed.formula { return true }
      // A choice is asked for its property alone.
      if let property = grader.recipe.component.choices[name],
        trials.allSatisfy({ chooses(name, property, pair, $0) })
      {
        return true
      }
      guard let form = form(right.formula) else { return false }
      return form == self.form(changed.formula)
    }
  }

  /// True if each result is the same linear function of some draw as in the right program, or of the draw's mirror image:
  /// the draws may stand elsewhere, and are as likely on both sides of their middle.
  private func isSameFunction(_ mistake: SimulatedMistake, _ trial: Trial) -> Bool {
    let isUniform = grader.recipe.inputs.contains { $0.chance == .uniform }
    func inputs(_ draw: Double) -> RunInputs {
      var inputs = trial.inputs
      for key in inputs.constants.keys where inputs.chosen.contains(key.quantity) {
        inputs.constants[key] = inputs.constants[key]?.map { _ in draw }
      }
      return inputs
    }
    return [{ $0 }, { isUniform ? 1 - $0 : -$0 }].contains { (mirrored: (Double) -> Double) in
      [0.0, 1].allSatisfy { draw in
        guard let right = try? grader.recipe.trace(inputs(mirrored(draw))) else { return false }
        return mistake.trace(inputs(draw)) == right
      }
    }
  }

  /// True if the choice of a student with a mistake is as good as the right one.
  private func chooses(_ quantity: String, _ property: Expression, _ mistake: SimulatedMistake, _ trial: Trial) -> Bool
  {
    guard let trace = mistake.trace(trial.inputs),
      let examination = try? Examination(
        caseID: "", recipe: grader.recipe, inputs: trial.inputs, golden: trial.golden,
        trace: Structure.judgeable(trace, golden: trial.golden, without: grader.ungraded))
    else { return false }
    return examination.judge(property, published: 0)?.holds ?? false
  }

  /// True if an axis of the network's parameters has one entry in every case. Then a sum over it, a mean and the one
  /// entry are the same. (An axis of the data is the author's to choose.)
  private func isSingle(_ axis: String) -> Bool {
    let recipe = grader.recipe
    let owners = recipe.parameters.filter { recipe.axes[$0]?.contains(Axis(axis)) ?? false }
    guard !owners.isEmpty else { return false }
    return grader.assignment.cases.allSatisfy { graded in
      owners.allSatisfy { owner in
        guard let index = recipe.axes[owner]?.firstIndex(of: Axis(axis)),
          let shape = graded.parameters.first(where: { $0.name == owner })?.shape, index < shape.count
        else { return false }
        return shape[index] == 1
      }
    }
  }

  /// True if a mistake costs points in a case.
  func isCaught(_ mistake: SimulatedMistake, on trial: Trial) -> Bool {
    ratio(of: mistake, on: trial) > Bound.allowance
  }

  /// Returns the distance of a student from full marks, in units of the tolerance: the largest ratio over all
  /// quantities that earn points.
  func ratio(of mistake: SimulatedMistake, on trial: Trial) -> Double {
    // A mistake whose formulas cannot be evaluated is no program that a student could have run to its end.
    guard let trace = mistake.trace(trial.inputs) else { return .infinity }
    let graded = grader.assignment.quantities.filter { $0.points > 0 }.map(\.name)
    if let tolerance = grader.assignment.comparison {
      return graded.map { Comparator(tolerance).worst(of: $0, in: trace, golden: trial.golden) }.max() ?? 0
    }
    let recipe = grader.recipe
    if recipe.component.kind.isOneDraw {
      let drawn = Choices(recipe, trial.inputs, published: trace).drawn
      return graded.allSatisfy { drawn[$0]?.outcome == .correct } ? 0 : .infinity
    }
    // As in grading, quantities that earn no points are worked out from the rest.
    guard
      let examination = try? Examination(
        caseID: "", recipe: recipe, inputs: trial.inputs, golden: trial.golden,
        trace: Structure.judgeable(trace, golden: trial.golden, without: grader.ungraded))
    else { return .infinity }
    var worst = 0.0
    for quantity in graded where recipe.formula(of: quantity) != nil && mistake.reaches(quantity) {
      guard Structure.fault(quantity, in: trace, golden: trial.golden) == nil else { return .infinity }
      // Another choice that is as good is no mistake.
      guard let judgement = examination.judgeAsAsked(quantity), judgement.checkable >= 0.5 else { return .infinity }
      worst = max(worst, judgement.worst)
    }
    return worst
  }
}

extension Change {
  /// True if the change takes one entry of an axis, or a mean over it, and the axis has only one.
  fileprivate func isOfOne(_ isSingle: (String) -> Bool) -> Bool {
    switch self {
    case .meanForProduct(let axis), .oneAlone(let axis, _), .sumOver(let axis): isSingle(axis)
    default: false
    }
  }
}

extension Node {
  /// The formula without roots of what is squared, and squares of what is a root: a magnitude, or the number itself if it is
  /// never negative.
  fileprivate func withoutRootsOfSquares(_ signs: Signs) -> Node {
    rewritten { node in
      func magnitude(_ a: Node) -> Node { signs.isNeverNegative(a) ? a : .unary(.absolute, a) }
      switch node {
      case .unary(.squareRoot, .unary(.absolute, .unary(.square, let a))), .unary(.squareRoot, .unary(.square, let a)),
        .unary(.square, .unary(.squareRoot, .unary(.absolute, let a))):
        return magnitude(a)
      default: return node
      }
    }
  }
}
