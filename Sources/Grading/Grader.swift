package import Assignments
package import Equations
package import GradeModel
internal import Judging
internal import Reference
package import Traces

/// Grades the runs of a submission on all cases of an assignment. `judge` and `finish` are pure functions of the two, and so
/// is `grade(_:)`; a run that a proof may want is asked for in `Grader+Run.swift`.
package struct Grader: Sendable {
  package let assignment: Assignment
  package let recipe: Recipe
  /// The inputs of each case, drawn once.
  package let inputs: [RunInputs]
  /// The single changes of each equation, generated once.
  package let edits: [String: [Edit]]

  /// - Throws: `RecipeError` if the assignment asks for a recipe that does not exist.
  package init(_ assignment: Assignment) throws(RecipeError) {
    self.assignment = assignment
    let recipe = try Catalogue.component(assignment.recipe).recipe(assignment.convention)
    let operators = EditOperators(recipe)
    edits = Dictionary(
      recipe.equations.map { ($0.target.name, operators.edits(of: $0.formula, for: $0.target.name)) },
      uniquingKeysWith: { $1 })
    self.recipe = recipe
    inputs = assignment.cases.map(RunInputs.init)
  }

  /// The checks of a submission, in the order of the manifest's cases and quantities.
  package struct Result: Sendable {
    package var checks: [Check] = []
    /// The program's own output, by case.
    package var output = ""
    /// Facts that the student should know beside the checks.
    package var notes: [Note] = []
  }

  /// Judges the published numbers of every case, and looks for the mistakes in wrong ones.
  package func grade(_ runs: Runs) -> Result { finish(judge(runs), runs) }

  /// A case that was judged, and the run.
  struct Judged {
    var graded: Assignment.Case
    var examination: Examination
  }

  /// Runs that are judged and diagnosed, before agreement with wrong values is put to the proof.
  package struct Judgements {
    var result: Result
    var judged: [Judged]
    var suspects: Suspects?

    /// The cases whose runs on inputs drawn anew `finish` needs. None if there is nothing to prove, or if the program's
    /// own draws make two runs differ anyway.
    package var wantRedrawn: [Assignment.Case] {
      guard let suspects else { return [] }
      return judged.map(\.graded).filter {
        !(suspects.open[$0.id] ?? []).isEmpty && !$0.inputs.contains(where: \.isChosen)
      }
    }
  }

  package func judge(_ runs: Runs) -> Judgements {
    var result = Result()
    if let tolerance = assignment.comparison {
      result.notes.append(
        .authorsTolerance(atol: tolerance.atol, rtol: tolerance.rtol, reason: tolerance.reason))
    }
    let longer = choicesAtLength(runs)
    var judged: [Judged] = []
    for (index, graded) in assignment.cases.enumerated() {
      let given = inputs[index]
      let run = runs.cases.indices.contains(index) ? runs.cases[index] : .notRun
      let part = run.counted(of: given)
      var (checks, examination) = check(part?.run ?? run, of: graded, part?.inputs ?? given, longer: longer)
      for index in checks.indices {
        guard case .notReported? = checks[index].finding, let property = run.unreadable[checks[index].quantity]
        else { continue }
        checks[index].finding = .unreadable(property)
      }
      result.checks += checks
      if let examination { judged.append(Judged(graded: graded, examination: examination)) }
      if !graded.isHidden { result.add(run, changed: changed(run.trace, given), self) }
    }
    // A diagnosis shows numbers, and those of a hidden case are not shown.
    let found = explain(&result.checks, judged.filter { !$0.graded.isHidden }.map(\.examination))
    let wrong = Set(result.checks.filter { $0.outcome == .incorrect }.map(\.quantity))
    let unsupported = ungrounded(found, among: wrong)
    // The author's tolerance asks for the expected numbers, wherever others come from.
    if assignment.comparison == nil {
      forgiveShared(&result.checks, judged, found.filter { !unsupported.contains($0.key) })
      forgiveNotFinite(&result.checks, judged, unsupported)
    }
    return Judgements(result: result, judged: judged, suspects: suspects(result.checks, judged, partly: unsupported))
  }

  package func finish(_ judgements: Judgements, _ runs: Runs) -> Result {
    var result = judgements.result
    if let suspects = judgements.suspects { withdrawUnproven(&result.checks, judgements.judged, suspects, runs) }
    settleStopped(&result.checks, runs)
    let hidden = Set(assignment.cases.filter(\.isHidden).map(\.id))
    result.checks = result.checks.map { hidden.contains($0.caseID) ? $0.redacted : $0 }
    return result
  }
}

extension Grader.Result {
  /// Adds a case's output and notes.
  fileprivate mutating func add(_ run: CaseRun, changed: [String], _ grader: Grader) {
    if !run.output.isEmpty { output += run.output.hasSuffix("\n") ? run.output : run.output + "\n" }
    let undeclared = run.undeclaredSettings.filter(grader.recipe.usedSettings.contains)
    let found =
      changed.map(Note.changesInput)
      + undeclared.map { .undeclaredSetting($0, type: grader.assignment.typeName) }
    for note in found where !notes.contains(note) { notes.append(note) }
  }
}
