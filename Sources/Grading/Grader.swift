package import Assignments
package import Equations
internal import Diagnosis
package import GradeModel
internal import Judging
package import Reference
internal import Tensors
internal import Traces

/// Grades a subject on all cases of an assignment.
package struct Grader: Sendable {
  package let assignment: Assignment
  package let recipe: Recipe
  /// The single changes of each equation, generated once.
  package let edits: [String: [Edit]]

  /// - Throws: `RecipeError` where the assignment asks for a recipe that is not there.
  package init(_ assignment: Assignment) throws(RecipeError) {
    self.assignment = assignment
    let recipe = try Catalogue.component(assignment.recipe).recipe(assignment.convention)
    let operators = EditOperators(recipe)
    edits = Dictionary(
      recipe.equations.map { ($0.target.name, operators.edits(of: $0.formula, for: $0.target.name)) },
      uniquingKeysWith: { $1 })
    self.recipe = recipe
  }

  /// What the checks of a submission say, in the order of the manifest's cases and quantities.
  package struct Result: Sendable {
    package var checks: [Check] = []
    /// What the program printed, by case.
    package var output = ""
    /// What the student should know beside the checks.
    package var notes: [String] = []
  }

  /// Runs every case, judges what it published, and looks for what it does instead where it is wrong.
  ///
  /// - Parameter progress: told each case's title before it runs.
  package func grade(_ subject: some Subject, progress: (String) -> Void = { _ in }) async -> Result {
    var result = Result()
    if let tolerance = assignment.comparison {
      result.notes.append(
        Wording.authorsTolerance(atol: tolerance.atol, rtol: tolerance.rtol, reason: tolerance.reason))
    }
    var judged: [Judged] = []
    for graded in assignment.cases {
      progress(graded.title)
      let inputs = CaseInputs(graded)
      let run = await subject.run(inputs)
      var (checks, examination) = check(run, of: graded, RunInputs(inputs))
      for index in checks.indices where checks[index].outcome == .missing {
        let name = checks[index].quantity
        if let property = run.unreadable[name] { checks[index].message = Wording.unreadable(name, property) }
      }
      result.checks += checks
      if let examination { judged.append(Judged(graded: graded, examination: examination)) }
      if !run.output.isEmpty { result.output += run.output.hasSuffix("\n") ? run.output : run.output + "\n" }
      for name in changed(run.trace, RunInputs(inputs)) where !graded.isHidden {
        let note = Wording.changedWhatIsGiven(name)
        if !result.notes.contains(note) { result.notes.append(note) }
      }
      for name in run.undeclaredSettings where recipe.usedSettings.contains(name) {
        let note = Wording.undeclaredSetting(name, type: assignment.typeName)
        if !result.notes.contains(note) { result.notes.append(note) }
      }
    }
    // What a program does instead is shown by numbers, and those of a hidden case are not.
    explain(&result.checks, judged.filter { !$0.graded.isHidden }.map(\.examination))
    await withdrawUnproven(&result.checks, judged, from: subject)
    return result
  }

  func check(
    _ run: SubjectRun, of graded: Assignment.Case, _ inputs: RunInputs
  ) -> (checks: [Check], examination: Examination?) {
    func everywhere(_ outcome: Outcome, _ message: String, _ place: Place? = nil) -> [Check] {
      assignment.quantities.map { check($0, graded, outcome, message: message, place: place) }
    }
    if case .stopped(let outcome, let message, let place) = run.ending {
      return (everywhere(outcome, message, place), nil)
    }
    // What the program chose stands for what we would have: all else is judged given it.
    let choices = Choices(recipe, inputs, published: run.trace)
    if let choice = choices.obstacle {
      return (assignment.quantities.map { unjudged($0, graded, without: choice, choices) }, nil)
    }
    do throws(RecipeError) {
      let golden = try recipe.trace(choices.inputs)
      // Draws that are wrong may be so large that nothing can be computed with them: no fault of ours.
      if let choice = choices.wrong, !golden.series.values.allSatisfy({ $0.values.allSatisfy(\.isFinite) }) {
        return (assignment.quantities.map { unjudged($0, graded, without: choice, choices) }, nil)
      }
      var examination = try Examination(
        caseID: graded.id, recipe: recipe, inputs: choices.inputs, golden: golden,
        trace: Layout.judgeable(run.trace, golden: golden, without: ungraded))
      examination.kept = Trace(series: run.trace.series.filter { stored.contains($0.key.quantity) })
      let verdicts = Verdicts(examination, published: run.trace, edits: edits, choices: choices).all()
      let comparator = assignment.comparison.map(Comparator.init)
      let checks = assignment.quantities.map { quantity in
        if let message = run.nondeterministic[quantity.name] {
          return check(quantity, graded, .nondeterministic, message: message)
        }
        // An author may ask for a plain comparison with the golden trace instead.
        if let comparator {
          let verdict = comparator.compare(run.trace, with: golden, quantity: quantity.name)
          var plain = check(quantity, graded, verdict.outcome, message: verdict.message, divergence: verdict.divergence)
          // What only follows from a mistake is told so, though it earns nothing here.
          if verdict.outcome == .incorrect, let own = verdicts[quantity.name], own.outcome == .followThrough {
            plain.explanation.append(Wording.followsAllTheSame(own.message))
          }
          return plain
        }
        guard let verdict = verdicts[quantity.name] else {
          return check(quantity, graded, .graderError, message: Wording.notInReference(quantity.name))
        }
        var check = check(
          quantity, graded, verdict.outcome, message: verdict.message, divergence: verdict.divergence)
        check.equationDivergence = verdict.equationDivergence
        check.distances = verdict.distances
        return check
      }
      return (checks, examination)
    } catch {
      return (everywhere(.graderError, Wording.referenceFailed("\(error)")), nil)
    }
  }

  /// What is said of a quantity where a choice is missing or cannot be computed with.
  private func unjudged(
    _ quantity: GradedQuantity, _ graded: Assignment.Case, without choice: String, _ choices: Choices
  ) -> Check {
    if let verdict = choices.verdicts[quantity.name] {
      return check(quantity, graded, verdict.outcome, message: verdict.message)
    }
    let isOurs = choices.verdicts[choice]?.outcome == .graderError
    return check(
      quantity, graded, isOurs ? .graderError : .skipped, message: Wording.unjudged(quantity.name, without: choice))
  }

  /// What is written into a program's own properties before its first call, and is there to be read only.
  private var stored: [String] {
    let handed: Set = ["x", "dy", "y", "z", "target"]
    return recipe.isNetwork
      ? recipe.inputs.filter { !$0.isPerStep && !$0.isPerParameter && !handed.contains($0.name) }.map(\.name) : []
  }

  /// Which of it is no longer what it was.
  private func changed(_ trace: Trace, _ inputs: RunInputs) -> [String] {
    stored.filter { name in
      let key = Trace.Key(name)
      guard !inputs.chosen.contains(name), let given = inputs.constants[key], let own = trace[key] else { return false }
      return (0..<own.steps).contains { step in
        own.shape != given.shape || own.step(step).map(\.bitPattern) != given.values.map(\.bitPattern)
      }
    }
  }

  /// What is published and not taken as the program's own: a network's steps on the way, and what nobody grades, so that
  /// nothing follows through from a mistake that costs nothing. A choice stays the program's.
  package var ungraded: Set<String> {
    let graded = Set(assignment.quantities.map(\.name)).union(recipe.component.choices.keys)
    return recipe.component.hidden.union(Set(recipe.quantities).subtracting(graded))
  }

  /// Says of each wrong quantity what is done instead: one explanation for all cases, or none.
  func explain(_ checks: inout [Check], _ examinations: [Examination], effort limit: Diagnoser.Effort? = nil) {
    let wrong = Set(checks.filter { $0.outcome == .incorrect }.map(\.quantity))
    guard !wrong.isEmpty else { return }
    let wording = DiagnosisWording(recipe)
    for quantity in wrong.sorted() {
      // A draw has no equation.
      if recipe.inputs.contains(where: { $0.name == quantity }) { continue }
      // A quantity that is misshapen in some case has no numbers to go by there.
      let judged = examinations.filter { $0.isPublished(quantity) }
      guard !judged.isEmpty, recipe.formula(of: quantity) != nil else { continue }
      // A network has hundreds of steps on the way: two changes at once are too many to try.
      let effort = limit ?? (recipe.isNetwork ? Diagnoser.Effort(pairs: 0, judgements: 2_000) : Diagnoser.Effort())
      let diagnoser = Diagnoser(judged, edits: edits, effort: effort)
      if diagnoser.isInnocent(quantity) { continue }
      let finding = diagnoser.explain(quantity)
      let steps = judged.map(\.inputs.steps).max() ?? 0
      let diagnosis = finding.map { wording.diagnosis($0, steps: steps, cases: judged.count) }
      // Why a number is none shows in the formula that the program has, not in the one that it should have.
      let supposed = finding.flatMap { found in
        found.supposition.rounding == nil && found.supposition.habit == .none
          ? found.supposition.edits.first { $0.quantity == quantity }?.formula : nil
      }
      var isFirst = true
      for index in checks.indices where checks[index].quantity == quantity && checks[index].outcome == .incorrect {
        checks[index].diagnosis = diagnosis
        if let supposed, let own = judged.first(where: { $0.caseID == checks[index].caseID }),
          let message = own.nonFinite(quantity, in: own.trace, supposing: supposed)
        {
          checks[index].message = message
        }
        let lines = diagnosis.map(wording.lines) ?? [Wording.unexplained]
        // Said in full once; after that the sentence alone is enough.
        checks[index].explanation += isFirst ? lines : diagnosis?.sentences ?? lines
        isFirst = false
      }
    }
  }

  private func check(
    _ quantity: GradedQuantity, _ graded: Assignment.Case, _ outcome: Outcome, message: String,
    place: Place? = nil, divergence: Divergence? = nil
  ) -> Check {
    let maximum = assignment.points(of: quantity, in: graded)
    return Check(
      caseID: graded.id, quantity: quantity.name, outcome: outcome, points: maximum * share(outcome), maximum: maximum,
      message: message, place: place, divergence: divergence)
  }
}

extension Grader {
  /// The largest residual of a subject over all cases and quantities, in units of the bound; infinity where a case does not
  /// run to its end.
  package func worstResidual(of subject: some Subject) async -> Double {
    var worst = 0.0
    for graded in assignment.cases {
      let inputs = CaseInputs(graded)
      let run = await subject.run(inputs)
      let choices = Choices(recipe, RunInputs(inputs), published: run.trace)
      guard run.ending == .completed, choices.obstacle == nil,
        let judgements = try? recipe.judgements(of: run.trace.without(recipe.component.hidden), inputs: choices.inputs)
      else {
        return .infinity
      }
      worst = max(worst, judgements.values.map(\.worst).max() ?? .infinity)
    }
    return worst
  }

  /// Which share of a check's points an outcome earns.
  private func share(_ outcome: Outcome) -> Double {
    switch outcome {
    case .correct: 1
    case .followThrough: assignment.followThrough
    default: 0
    }
  }
}

extension Comparator {
  /// A tolerance that an author has set.
  package init(_ tolerance: Comparison) { self.init(atol: tolerance.atol, rtol: tolerance.rtol) }
}

extension RunInputs {
  /// The inputs of a case, as the reference takes them.
  package init(_ inputs: CaseInputs) {
    if let objective = inputs.objective {
      // Gradients are the objective's then, and a part of the run.
      var constants = inputs.constants
      for (index, parameter) in inputs.parameters.enumerated() {
        constants[Trace.Key("curvature", parameter.name)] = objective.curvature[index]
        constants[Trace.Key("center", parameter.name)] = objective.center[index]
      }
      self.init(
        parameters: Dictionary(uniqueKeysWithValues: inputs.parameters.map { ($0.name, $0.start) }),
        constants: constants, settings: inputs.settings,
        schedules: inputs.learningRates.map { ["learningRate": $0] } ?? [:],
        steps: inputs.steps)
      return
    }
    self.init(
      parameters: Dictionary(uniqueKeysWithValues: inputs.parameters.map { ($0.name, $0.start) }),
      series: Trace(series: inputs.gradients.series.merging(inputs.series.series) { $1 }), constants: inputs.constants,
      settings: inputs.settings, schedules: inputs.learningRates.map { ["learningRate": $0] } ?? [:],
      steps: inputs.steps)
    chosen = inputs.chosen
  }
}

extension Trace {
  /// Without some of its quantities.
  fileprivate func without(_ quantities: Set<String>) -> Trace {
    Trace(series: series.filter { !quantities.contains($0.key.quantity) })
  }
}
