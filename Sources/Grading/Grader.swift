package import Assignments
package import Equations
package import GradeModel
package import Reference
internal import Traces

/// Grades a subject on all cases of an assignment.
package struct Grader: Sendable {
  package let assignment: Assignment
  package let recipe: Recipe

  /// - Throws: `RecipeError` where the assignment asks for a recipe that is not there.
  package init(_ assignment: Assignment) throws(RecipeError) {
    self.assignment = assignment
    recipe = try Catalogue.component(assignment.recipe).recipe(assignment.convention)
  }

  /// What the checks of a submission say, in the order of the manifest's cases and quantities.
  package struct Result: Sendable {
    package var checks: [Check] = []
    /// What the program printed, by case.
    package var output = ""
    /// What the student should know beside the checks.
    package var notes: [String] = []
  }

  /// Runs every case and compares what it published.
  ///
  /// - Parameter progress: told each case's title before it runs.
  package func grade(_ subject: some Subject, progress: (String) -> Void = { _ in }) async -> Result {
    var result = Result()
    for graded in assignment.cases {
      progress(graded.title)
      let inputs = CaseInputs(graded)
      let run = await subject.run(inputs)
      result.checks += check(run, of: graded, inputs)
      if !run.output.isEmpty { result.output += run.output.hasSuffix("\n") ? run.output : run.output + "\n" }
      for name in run.undeclaredSettings {
        let note = Wording.undeclaredSetting(name, type: assignment.typeName)
        if !result.notes.contains(note) { result.notes.append(note) }
      }
    }
    return result
  }

  private func check(_ run: SubjectRun, of graded: Assignment.Case, _ inputs: CaseInputs) -> [Check] {
    let golden: Trace
    do {
      golden = try recipe.trace(RunInputs(inputs))
    } catch {
      return assignment.quantities.map {
        check($0, graded, .graderError, message: Wording.referenceFailed("\(error)"))
      }
    }
    return assignment.quantities.map { quantity in
      if case .stopped(let outcome, let message, let place) = run.ending {
        return check(quantity, graded, outcome, message: message, place: place)
      }
      if let message = run.nondeterministic[quantity.name] {
        return check(quantity, graded, .nondeterministic, message: message)
      }
      let verdict = Comparator(assignment.comparison).compare(
        run.trace, with: golden, quantity: quantity.name, parameters: inputs.parameters.map(\.name))
      return check(
        quantity, graded, verdict.outcome, message: verdict.message, divergence: verdict.divergence)
    }
  }

  private func check(
    _ quantity: GradedQuantity, _ graded: Assignment.Case, _ outcome: Outcome, message: String,
    place: Place? = nil, divergence: Divergence? = nil
  ) -> Check {
    let maximum = assignment.points(of: quantity, in: graded)
    return Check(
      caseID: graded.id, quantity: quantity.name, outcome: outcome, points: outcome.mayEarn ? maximum : 0,
      maximum: maximum, message: message, place: place, divergence: divergence)
  }
}

extension RunInputs {
  /// The inputs of a case, as the reference takes them.
  package init(_ inputs: CaseInputs) {
    self.init(
      parameters: Dictionary(uniqueKeysWithValues: inputs.parameters.map { ($0.name, $0.start) }),
      series: inputs.gradients, settings: inputs.settings,
      schedules: inputs.learningRates.map { ["learningRate": $0] } ?? [:])
  }
}
