package import Assignments
internal import GradeModel
internal import Judging
internal import Traces

extension Grader {
  /// The cases whose longer runs show the program's shuffle: a public one, and a hidden one where there are any. What is left
  /// over in an epoch is a part of it, so they are those that leave the most.
  package var shuffled: [Assignment.Case] { shuffled { _ in true } }

  private func shuffled(where isRun: (Assignment.Case) -> Bool) -> [Assignment.Case] {
    [false, true].compactMap { isHidden in
      assignment.cases.filter { $0.isHidden == isHidden && $0.batchesPerEpoch != nil && isRun($0) }.max {
        $0.leftOverPerEpoch < $1.leftOverPerEpoch
      }
    }
  }

  /// Those of cases in which the program made a step: one that stops at once where it would show most is run at length
  /// where it goes on.
  private func shuffled(in runs: Runs) -> [Assignment.Case] { shuffled { steps(of: $0, runs) > 0 } }

  /// The longer runs that are still to be made.
  func wantLonger(_ runs: Runs) -> [Assignment.Case] {
    shuffled(in: runs).filter { runs.redrawn[$0.id] == nil }
  }

  /// The verdicts on the program's choices in the longer run of its public cases, or of its hidden ones.
  func choicesAtLength(_ runs: Runs, hidden isHidden: Bool) -> [String: Verdicts.Verdict] {
    shuffled(in: runs).first { $0.isHidden == isHidden }.map { choicesAtLength(of: $0, runs) } ?? [:]
  }

  /// The verdicts on the program's choices in one longer run.
  ///
  /// A program that breaks off there before the step that it reached in the case itself proves nothing by its choices; one that
  /// makes or reports fewer steps than it was asked for is judged by those. A fault of ours there withholds the grade.
  private func choicesAtLength(of longer: Assignment.Case, _ runs: Runs) -> [String: Verdicts.Verdict] {
    guard let run = runs.redrawn[longer.id] else { return [:] }
    var given = RunInputs(longer.redrawn)
    let before = steps(of: longer, runs)
    switch run.ending {
    case .completed: break
    case .stopped(.graderError, let finding, _): return all(given, .graderError, { _ in finding })
    case .stopped(let outcome, _, _):
      let made = outcome == .missing ? given.chosen.compactMap { run.trace[$0, ""]?.steps }.min() ?? 0 : run.fullSteps
      guard made > 0, made >= before else { return all(given, .unproven) { .implausible(name: $0, .brokenOff) } }
      given.steps = min(made, given.steps)
    }
    return Choices(recipe, given, published: run.trace.prefix(given.steps)).verdicts
  }

  /// The steps that a program made in a case.
  private func steps(of graded: Assignment.Case, _ runs: Runs) -> Int {
    guard let index = assignment.cases.firstIndex(where: { $0.id == graded.id }), runs.cases.indices.contains(index)
    else { return 0 }
    return runs.cases[index].ending == .completed ? graded.steps : runs.cases[index].fullSteps
  }

  private func all(
    _ given: RunInputs, _ outcome: Outcome, _ finding: (_ choice: String) -> Finding
  ) -> [String: Verdicts.Verdict] {
    Dictionary(
      uniqueKeysWithValues: given.chosen.map { ($0, Verdicts.Verdict(outcome: outcome, finding: finding($0))) })
  }
}
