internal import Assignments
internal import Equations
internal import Judging
internal import Reference
internal import Traces

extension Grader {
  /// The largest residual of a submission over all cases and quantities, in units of the bound; infinity if a case does
  /// not run to its end.
  package func worstResidual(of runs: Runs) -> Double {
    var worst = 0.0
    for (run, inputs) in zip(runs.cases, inputs) {
      let choices = Choices(recipe, inputs, published: run.trace)
      guard run.ending == .completed, choices.obstacle == nil,
        let judgements = try? recipe.judgements(of: run.trace.without(recipe.component.hidden), inputs: choices.inputs)
      else { return .infinity }
      worst = max(worst, judgements.values.map(\.worst).max() ?? .infinity)
    }
    return worst
  }
}

extension Trace {
  /// The trace without some of its quantities.
  fileprivate func without(_ quantities: Set<String>) -> Trace {
    Trace(series: series.filter { !quantities.contains($0.key.quantity) })
  }
}
