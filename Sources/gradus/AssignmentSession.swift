import Assignments
import Grading
import PluginHost
import Traces

/// A student's compiled program on the cases of an assignment.
struct AssignmentSession: Subject {
  private let session: Session
  private let assignment: Assignment
  private let inputs: [RunInputs]
  private let asked: Set<String>
  private let quantities: Set<String>
  private let isTimeFixed: Bool

  /// - Parameters:
  ///   - quantities: those that are judged; of others only the name is kept.
  ///   - isTimeFixed: true if reports must not depend on timing, as the place where an endless loop was interrupted
  ///     does.
  ///   - waiting: workers that were started while the plugin was compiled.
  init(
    _ plugin: Plugin, on runner: Runner, grader: Grader, keeping quantities: Set<String>, isTimeFixed: Bool,
    by waiting: WaitingWorkers? = nil
  ) {
    session = Session(plugin, on: runner, by: waiting)
    assignment = grader.assignment
    inputs = grader.inputs
    asked = Set(grader.recipe.reported)
    self.quantities = quantities
    self.isTimeFixed = isTimeFixed
  }

  /// Runs the public cases of the assignment, or its hidden ones; see `Session.run`.
  ///
  /// - Parameter runs: has the runs of the other cases, if there are any yet, and is given these.
  func run(hidden isHidden: Bool, into runs: inout Runs, together: Bool, progress: (String) -> Void) async {
    if runs.cases.isEmpty { runs.cases = assignment.cases.map { _ in .notRun } }
    let own = assignment.cases.indices.filter { assignment.cases[$0].isHidden == isHidden }
    if own.isEmpty { return }
    let cases = own.map { wanted(inputs[$0], title: assignment.cases[$0].title, isHidden: isHidden) }
    let outcomes = await session.run(cases, together: together, progress: progress)
    let limits = RunLimits(assignment.limits)
    for (index, outcome) in zip(own, outcomes) {
      runs.cases[index] = CaseRun(outcome) { CaseRun.Ending($0, limits, isTimeFixed: isTimeFixed) }
        .adding(inputs[index])
    }
  }

  /// Runs the program once on inputs that belong to no case. They may be a hidden case's, drawn anew or at length.
  func run(_ inputs: RunInputs) async -> CaseRun {
    let one = wanted(inputs, title: "", isHidden: true)
    let result = await session.run(once: one)
    var run = CaseRun(
      trace: result.trace, ending: CaseRun.Ending(result.ending, one.limits, isTimeFixed: isTimeFixed))
    run.fullSteps = result.fullSteps
    return run
  }

  private func wanted(_ inputs: RunInputs, title: String, isHidden: Bool) -> Session.Case {
    var limits = RunLimits(assignment.limits)
    limits.quantities = quantities
    limits.publishedNumbers = inputs.mostNumbers(of: quantities.count)
    // A longer run than those of the cases has time in proportion.
    let longer = max(1, inputs.steps / max(assignment.cases.map(\.steps).max() ?? 1, 1))
    limits.seconds *= Double(longer)
    limits.cpuSeconds *= longer
    return Session.Case(
      title: title, isHidden: isHidden, run: RunCase(inputs, of: assignment, asking: asked), limits: limits)
  }
}
