internal import GradeModel
internal import Traces

extension Verdicts {
  /// The distances of the numbers at a few steps: the first and the last, those of the first differences, and some
  /// between.
  func distances(_ quantity: String, parting: [Int], _ computed: Trace) -> [StepDistance] {
    let last = examination.inputs.steps
    let wanted = [1, last] + parting + [last / 2, last / 4, 3 * last / 4].filter { $0 >= 1 }
    var steps: [Int] = []
    for step in wanted where !steps.contains(step) && step >= 1 && steps.count < StepDistance.most {
      steps.append(step)
    }
    let golden = examination.golden
    return steps.sorted().map { step in
      StepDistance(
        step: step, fromExpected: published.distance(quantity, from: golden, step: step) ?? .nan,
        fromEquation: published.distance(quantity, from: computed, step: step))
    }
  }
}
