internal import Assignments
internal import GradeModel
internal import Traces

extension CaseRun {
  /// The part of a stopped run that counts, as a run of its own; nil if nothing does.
  func counted(of inputs: RunInputs) -> (run: CaseRun, inputs: RunInputs)? {
    let steps = countedSteps(of: inputs)
    guard steps > 0 else { return nil }
    var part = self
    part.trace = trace.prefix(steps)
    part.ending = .completed
    return (part, inputs.prefix(steps))
  }

  /// The steps of a stopped run that count: those that were reported in full, and never all. A program that stops after
  /// its last step did not survive that one.
  fileprivate func countedSteps(of inputs: RunInputs) -> Int {
    guard case .stopped(let outcome, _, _) = ending, outcome.keepsSteps else { return 0 }
    return min(fullSteps, inputs.steps - 1)
  }
}

extension Grader {
  /// Gives the checks of stopped runs the outcome of the run. They keep the points of the steps that count, as a share of
  /// the case's own; of a hidden case tenths, since exact points would tell its steps.
  func settleStopped(_ checks: inout [Check], _ runs: Runs) {
    for (index, graded) in assignment.cases.enumerated() where runs.cases.indices.contains(index) {
      let run = runs.cases[index]
      guard case .stopped(let outcome, let finding, let place) = run.ending, outcome.keepsSteps else { continue }
      let steps = run.countedSteps(of: inputs[index])
      for position in checks.indices where checks[position].caseID == graded.id {
        // A fault of ours withholds the grade, whatever the program did.
        guard checks[position].outcome != .graderError else { continue }
        let before = steps == 0 || checks[position].outcome == .correct ? nil : checks[position].finding
        let stop = Check.Stop(fullSteps: steps, steps: inputs[index].steps, openStep: run.openStep, before: before)
        checks[position].stop = stop
        checks[position].points *= stop.share
        if graded.isHidden { checks[position].points = checks[position].points.inTenths(of: checks[position].maximum) }
        (checks[position].outcome, checks[position].finding, checks[position].place) = (outcome, finding, place)
      }
    }
  }
}
