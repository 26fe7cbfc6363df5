internal import Assignments
package import Equations
internal import Reference
internal import Traces

/// Whether an assignment's cases tell every mistake from the right program: mutation testing of the grader itself.
package struct SelfCheck: Sendable {
  private let grader: Grader
  /// Each with the place of its equation: a quantity may have one for each parameter.
  private let edits: [(equation: Int, edit: Edit)]

  package init(_ grader: Grader) {
    self.grader = grader
    let operators = EditOperators(grader.recipe)
    edits = grader.recipe.equations.enumerated().flatMap { index, equation in
      operators.edits(of: equation.formula, for: equation.target.name).map { (index, $0) }
    }
  }

  /// One way of being wrong, and what became of it.
  package struct Mutant: Sendable {
    package enum Fate: Equatable, Sendable {
      /// Told from the right program, by how many times the tolerance at least in the best case.
      case caught(ratio: Double, by: String)
      /// The same numbers as the right program on every probe: another way of writing it, and why.
      case equivalent(reason: String)
      /// Wrong, and no case shows it; the probe that would.
      case missed(probe: String)
    }

    package let edit: Edit
    package let fate: Fate
    /// What a student who makes it is told.
    package let sentence: String
  }

  /// Runs a simulated student with each single change of each equation through every case.
  package func mutants() throws(RecipeError) -> [Mutant] {
    let wording = DiagnosisWording(grader.recipe)
    let cases = grader.assignment.cases.map { ($0.id, RunInputs(CaseInputs($0))) }
    let probes = grader.assignment.cases.first.map(Probe.all) ?? []
    var mutants: [Mutant] = []
    for (equation, edit) in edits {
      let caught = cases.map { (ratio(of: edit, at: equation, on: $0.1), $0.0) }.filter { $0.0 > Residual.allowance }
      let fate: Mutant.Fate
      if let best = caught.max(by: { $0.0 < $1.0 }) {
        fate = .caught(ratio: best.0, by: best.1)
      } else if let probe = probes.first(where: { ratio(of: edit, at: equation, on: $0.inputs) > Residual.allowance }) {
        fate = .missed(probe: probe.name)
      } else {
        fate = .equivalent(reason: reason(for: edit, cases: cases.map(\.1), probes: probes.count))
      }
      mutants.append(Mutant(edit: edit, fate: fate, sentence: wording.sentence(for: edit)))
    }
    return mutants
  }

  /// Why a change gives the same numbers: what is known of the operation, and what was tried.
  private func reason(for edit: Edit, cases: [RunInputs], probes: Int) -> String {
    let tried = Wording.sameNumbers(cases: cases.count, probes: probes)
    switch edit.changes.first {
    case .absoluteAdded(let operand):
      let isNeverNegative = cases.allSatisfy { inputs in
        guard let golden = try? grader.recipe.trace(inputs),
          let ideal = try? Examination(
            caseID: "", recipe: grader.recipe, inputs: inputs, golden: golden, trace: golden),
          let value = ideal.evaluate(Expression(operand))
        else { return false }
        return value.blocks.allSatisfy { $0.values.allSatisfy { $0 >= 0 } }
      }
      return (isNeverNegative ? Wording.neverNegative : Wording.signFallsAway) + tried
    case .regrouped: return Wording.orderOfFactors + tried
    default: return Wording.noDifference + tried
    }
  }

  /// How far a student who makes a change is from the right equation, in units of the bound: of a network's step on the way,
  /// which nobody reports, as far as it shows in what is graded.
  private func ratio(of edit: Edit, at equation: Int, on inputs: RunInputs) -> Double {
    let recipe = grader.recipe
    guard let golden = try? recipe.trace(inputs) else { return 0 }
    var equations = recipe.equations
    equations[equation] = Equation(equations[equation].target, edit.formula)
    // A formula that cannot be evaluated is no program that a student could have run.
    guard let trace = try? recipe.rewritten(equations).trace(inputs),
      let examination = try? Examination(
        caseID: "", recipe: recipe, inputs: inputs, golden: golden,
        trace: Layout.judgeable(trace, golden: golden, without: recipe.component.hidden))
    else { return .infinity }
    let judged = recipe.isNetwork ? grader.assignment.quantities.map(\.name) : [edit.quantity]
    var worst = 0.0
    for quantity in judged where recipe.quantities.contains(quantity) {
      // Another choice that is as good is no mistake.
      let found =
        recipe.component.choices[quantity].map { examination.judge($0, for: quantity, published: 0) }
        ?? examination.judge(quantity)
      guard let judgement = found else { return .infinity }
      // Too little to go by is no proof of being right.
      worst = max(worst, judgement.checkable < 0.5 ? .infinity : judgement.worst)
    }
    return worst
  }
}

/// A case that shows what the usual ones may hide.
private struct Probe {
  let name: String
  let inputs: RunInputs

  static func all(like first: Assignment.Case) -> [Probe] {
    var probes: [Probe] = []
    func add(_ name: String, _ change: (inout Assignment.Case) -> Void) {
      var probe = first
      probe.steps = 30
      change(&probe)
      probes.append(Probe(name: name, inputs: RunInputs(CaseInputs(probe))))
    }
    // No two constants alike, none near 0 or 1.
    let generic = [
      "learningRate": 0.07, "beta1": 0.8, "beta2": 0.65, "epsilon": 0.03, "momentum": 0.8, "decay": 0.7,
      "weightDecay": 0.2, "threshold": 1.3,
    ]
    func useGeneric(_ probe: inout Assignment.Case) {
      for (name, value) in generic where probe.settings[name] != nil { probe.settings[name] = value }
    }
    add("settings of no special kind") { useGeneric(&$0) }
    add("tiny gradients, against ε") {
      useGeneric(&$0)
      $0.gradients.exponents = -4 ... -2
    }
    add("huge gradients") {
      useGeneric(&$0)
      $0.gradients.exponents = 2...3
    }
    add("a learning rate that drops") {
      useGeneric(&$0)
      $0.learningRates = .drop(at: 10, factor: 0.1)
    }
    add("many exact zeros") {
      useGeneric(&$0)
      $0.gradients.zeros = 0.6
    }
    add("another seed") {
      useGeneric(&$0)
      $0.seed = 7_919
    }
    return probes
  }
}
