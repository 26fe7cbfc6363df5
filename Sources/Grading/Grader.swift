package import Assignments
package import Equations
package import GradeModel
package import Diagnosis
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
    var judged: [Judged] = []
    var suspects = Suspects()
    /// The verdicts on the program's choices in a longer run of its public cases.
    var longer: [String: Verdicts.Verdict] = [:]
    /// The explanations of wrong quantities.
    var found: [String: Diagnoser.Finding] = [:]
    /// The same in words, as far as there are any.
    var explanations: [String: Explanation] = [:]
    /// Numbers that could show an equation in a quantity that is not finite, by quantity and case.
    var telling: [String: [String: Int]] = [:]

    /// The cases whose runs on inputs drawn anew `finish` needs. None if there is nothing to prove, or if the program's
    /// own draws make two runs differ anyway.
    package var wantRedrawn: [Assignment.Case] {
      judged.map(\.graded).filter {
        !(suspects.open[$0.id] ?? []).isEmpty && !$0.inputs.contains(where: \.isChosen)
      }
    }
  }

  package func judge(_ runs: Runs, effort: Diagnoser.Effort? = nil) -> Judgements {
    judgeHidden(runs, after: judgePublic(runs, effort: effort))
  }

  package func finish(_ judgements: Judgements, _ runs: Runs) -> Result {
    var result = judgements.result
    withdrawUnproven(&result.checks, judgements.judged, judgements.suspects, runs)
    settleStopped(&result.checks, runs)
    holdToPublic(&result)
    result.fingerprint = fingerprint(result.checks, runs)
    return result
  }
}
