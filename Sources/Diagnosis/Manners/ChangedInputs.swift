internal import Equations
internal import Judging
internal import Reference
internal import Tensors
internal import Traces

/// Inputs that a program has changed before its equation uses them.
enum ChangedInputs {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    quantity.recipe.inputs.map(\.name).filter(quantity.sources.contains).flatMap { input in
      [false, true].map { isBefore in
        SupposedRun(.usesChanged(input), of: quantity) { examination in
          examination.using(changed: input, byStepBefore: isBefore).map {
            SupposedRun.Trial($0, quantity.equations)
          }
        }
      }
    }
  }
}

extension Examination {
  /// The same run with the program's own copy in the place of an input, as each step has left it, or the step before. nil
  /// if the copy is unchanged.
  fileprivate func using(changed input: String, byStepBefore isBefore: Bool) -> Examination? {
    let key = Trace.Key(input)
    guard let given = inputs.constants[key], let own = kept[key], own.shape == given.shape,
      own.steps == inputs.steps, own.values.allSatisfy(\.isFinite),
      (0..<own.steps).contains(where: { Array(own.step($0)) != given.values })
    else { return nil }
    var inputs = inputs
    let values = isBefore ? given.values + own.values.dropLast(own.stride) : own.values
    inputs.constants[key] = inputs.steps == 1 ? Tensor(shape: own.shape, values: values) : nil
    inputs.series[key] = inputs.steps == 1 ? nil : .init(shape: own.shape, steps: own.steps, values: values)
    return taking(inputs)
  }

  /// The same run on other inputs; nil if they cannot be taken.
  func taking(_ inputs: RunInputs) -> Examination? {
    try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: trace, precision: precision)
  }
}
