package import GradeModel
internal import Judging
internal import Reference

extension Grader {
  /// The numbers of every graded quantity at one step of a case, beside those that are right. None for a hidden case, or
  /// where the run has no such step.
  ///
  /// - Parameter step: counted from 1.
  package func numbers(at step: Int, of caseID: String, in runs: Runs) -> [StepNumbers] {
    guard let index = assignment.cases.firstIndex(where: { $0.id == caseID && !$0.isHidden }),
      runs.cases.indices.contains(index)
    else { return [] }
    let part = runs.cases[index].counted(of: inputs[index])
    let (run, given) = (part?.run ?? runs.cases[index], part?.inputs ?? inputs[index])
    guard run.ending == .completed, (1...max(given.steps, 1)).contains(step) else { return [] }
    let choices = Choices(recipe, given, published: run.trace)
    guard choices.obstacle == nil, let golden = try? recipe.trace(choices.inputs),
      let examination = try? Examination(
        caseID: caseID, recipe: recipe, inputs: choices.inputs, golden: golden,
        trace: Structure.judgeable(run.trace, golden: golden, without: ungraded))
    else { return [] }
    let verdicts = Verdicts(examination, published: run.trace, edits: edits, choices: choices)
    return assignment.quantities.flatMap { verdicts.numbers(of: $0.name, at: step) }
  }
}
