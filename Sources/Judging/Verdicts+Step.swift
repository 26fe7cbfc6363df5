package import GradeModel
internal import Reference
internal import Traces

extension Verdicts {
  /// A quantity's numbers at one step, for each parameter that it has in both traces.
  ///
  /// - Parameter step: counted from 1; for the weights, after it.
  package func numbers(of quantity: String, at step: Int) -> [StepNumbers] {
    let bounds = proof.ideal?.computed(quantity)?.errors ?? Trace()
    let computed = examination.computed(quantity)
    let entry = step - Trace.firstStep(of: quantity)
    return examination.golden.parameters(of: quantity).compactMap { owner in
      let key = Trace.Key(quantity, owner)
      guard let yours = published[key], let expected = examination.golden[key], yours.shape == expected.shape,
        entry < min(yours.steps, expected.steps)
      else { return nil }
      let comparator = Comparator.derived(bounds, examination.precision)
      let positions = comparator.differing(yours, expected, key, entry: entry).positions
      let (a, b) = (Array(yours.step(entry)), Array(expected.step(entry)))
      let own = computed?.values[key].flatMap { entry < $0.steps && $0.shape == yours.shape ? $0 : nil }
      let equation = own.map { Array($0.step(entry)) }
      let isRight =
        own.map {
          Comparator.derived(computed?.errors ?? Trace(), examination.precision)
            .differing(yours, $0, key, entry: entry).positions.isEmpty
        }
        ?? false
      return StepNumbers(
        caseID: examination.caseID, quantity: quantity, parameter: owner, step: step, steps: examination.inputs.steps,
        differing: positions.count, count: a.count, isRight: isRight,
        elements: positions.prefix(5).map {
          .init(
            index: comparator.index($0, in: yours.shape), yours: a[$0], expected: b[$0], equation: equation?[$0])
        })
    }
  }
}
