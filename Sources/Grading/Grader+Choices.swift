package import Assignments
internal import GradeModel
internal import Judging
internal import Traces

extension Grader {
  /// The case whose longer run shows the program's shuffle; nil if it has none.
  package var shuffled: Assignment.Case? {
    assignment.cases.first { !$0.isHidden && $0.batchesPerEpoch != nil }
  }

  /// The verdicts on the program's choices in the longer run.
  ///
  /// A program that breaks off there proves nothing by its choices; one that reports fewer steps than it was asked for
  /// is judged by those.
  func choicesAtLength(_ runs: Runs) -> [String: Verdicts.Verdict] {
    guard let shuffled, let run = runs.redrawn[shuffled.id] else { return [:] }
    var given = RunInputs(shuffled.redrawn)
    switch run.ending {
    case .completed: break
    case .stopped(.graderError, _, _): return [:]
    case .stopped(.missing, _, _):
      let reported = given.chosen.compactMap { run.trace[$0, ""]?.steps }.min() ?? 0
      guard reported >= shuffled.steps else { return unproven(given) }
      given.steps = reported
    case .stopped: return unproven(given)
    }
    return Choices(recipe, given, published: run.trace).verdicts
  }

  private func unproven(_ given: RunInputs) -> [String: Verdicts.Verdict] {
    Dictionary(
      uniqueKeysWithValues: given.chosen.map {
        ($0, Verdicts.Verdict(outcome: .unproven, finding: .implausible(name: $0, .brokenOff)))
      })
  }
}
