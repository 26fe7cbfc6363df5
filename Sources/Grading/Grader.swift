package import Assignments
package import Equations
package import GradeModel
internal import Diagnosis
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
    package var outputs: [CaseOutput] = []
    package var output: String { outputs.map(\.text).joined() }
    /// Facts that the student should know beside the checks.
    package var notes: [Note] = []
    /// The numbers behind the pictures of a report, where they are asked for.
    package var figures = Figures()
    /// A digest of the numbers of a wrong program; see `Grader.fingerprint`.
    package var fingerprint: String?
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
    /// The explanations of wrong quantities.
    var found: [String: Diagnoser.Finding] = [:]

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
    let parts = assignment.cases.indices.map { index in
      let run = runs.cases.indices.contains(index) ? runs.cases[index] : .notRun
      return run.counted(of: inputs[index]) ?? (run, inputs[index])
    }
    let laid = zip(assignment.cases, parts).map {
      lay($1.run, of: $0, $1.inputs, longer: $0.isHidden ? longer.hidden : longer.public)
    }
    var judged: [Judged] = []
    for (index, graded) in assignment.cases.enumerated() {
      let run = runs.cases.indices.contains(index) ? runs.cases[index] : .notRun
      var checks: [Check]
      switch laid[index] {
      case .settled(let settled): checks = settled
      case .examined(let examination, let choices):
        let peers = laid.indices.filter { $0 != index }.compactMap { laid[$0].examination }
        checks = check(parts[index].run, of: graded, examination, choices, peers: peers)
        judged.append(Judged(graded: graded, examination: examination))
      }
      for index in checks.indices {
        guard case .notReported? = checks[index].finding, let property = run.unreadable[checks[index].quantity]
        else { continue }
        checks[index].finding = .unreadable(property)
      }
      result.checks += checks
      if !graded.isHidden { result.add(run, of: graded.id, changed: changed(run.trace, inputs[index]), self) }
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
    var suspects = suspects(result.checks, judged, partly: unsupported)
    suspects?.explained = found
    return Judgements(result: result, judged: judged, suspects: suspects, found: found)
  }

  package func finish(_ judgements: Judgements, _ runs: Runs) -> Result {
    var result = judgements.result
    if let suspects = judgements.suspects { withdrawUnproven(&result.checks, judgements.judged, suspects, runs) }
    settleStopped(&result.checks, runs)
    holdToPublic(&result)
    result.fingerprint = fingerprint(result.checks, runs)
    return result
  }
}

extension Grader.Result {
  /// Adds a case's output and notes.
  fileprivate mutating func add(_ run: CaseRun, of caseID: String, changed: [String], _ grader: Grader) {
    if !run.output.isEmpty {
      outputs.append(CaseOutput(caseID: caseID, text: run.output.hasSuffix("\n") ? run.output : run.output + "\n"))
    }
    let undeclared = run.undeclaredSettings.filter(grader.recipe.usedSettings.contains)
    let found =
      changed.map(Note.changesInput)
      + undeclared.map { .undeclaredSetting($0, type: grader.assignment.typeName) }
    for note in found where !notes.contains(note) { notes.append(note) }
  }
}
