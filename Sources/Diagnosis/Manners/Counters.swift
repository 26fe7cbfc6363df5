package import Equations
internal import Judging
internal import Reference
internal import Tensors
package import Traces

/// Step counters that do not read 1, 2, 3, …
package enum Counters {
  package static func raised(by count: Int, _ inputs: RunInputs) -> Value {
    Value(Block(axes: [.step], shape: [inputs.steps], values: (0..<inputs.steps).map { Double(($0 + 1) * count) }))
  }

  package static func perParameter(_ inputs: RunInputs) -> Value {
    let count = inputs.names.count
    return Value(
      perParameter: (0..<count).map { index in
        Block(axes: [.step], shape: [inputs.steps], values: (0..<inputs.steps).map { Double($0 * count + index + 1) })
      })
  }

  /// t if it is raised for each element of each parameter in turn.
  static func perElement(_ inputs: RunInputs) -> Value {
    let shapes = inputs.names.map { inputs.parameters[$0]?.shape ?? [] }
    let counts = shapes.map { $0.reduce(1, *) }
    let total = counts.reduce(0, +)
    var before = 0
    var blocks: [Block] = []
    for (shape, count) in zip(shapes, counts) {
      let values = (0..<inputs.steps).flatMap { step in
        (0..<count).map { Double(step * total + before + $0 + 1) }
      }
      blocks.append(
        Block(axes: [.step] + shape.indices.map(Axis.dimension), shape: [inputs.steps] + shape, values: values))
      before += count
    }
    return Value(perParameter: blocks)
  }

  /// Counters that are raised too often; from an equation without t, nothing can be told.
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    guard counts(quantity), let inputs = quantity.examinations.first?.inputs else { return [] }
    let elements = inputs.parameters.values.reduce(0) { $0 + $1.count }
    let raised = Set([2, 3, inputs.names.count, elements]).filter { $0 > 1 }.sorted()
    let faster = raised.map { count in run(.countsFaster(count), quantity) { Counters.raised(by: count, $0) } }
    return faster + (elements > 1 ? [run(.countsElements, quantity, counter: Counters.perElement)] : [])
  }

  /// A counter that is raised once for each parameter.
  static func runsOfParameters(_ quantity: WrongQuantity) -> [SupposedRun] {
    // With one parameter at most, the counter cannot be raised once for each parameter.
    guard counts(quantity), quantity.examinations.contains(where: { $0.inputs.names.count > 1 }) else { return [] }
    return [run(.countsPerParameter, quantity, counter: Counters.perParameter)]
  }

  private static func counts(_ quantity: WrongQuantity) -> Bool {
    let formulas = quantity.equations.map(\.formula) + quantity.hidden.compactMap(quantity.recipe.formula)
    return formulas.contains(where: \.node.countsSteps)
  }

  private static func run(
    _ manner: Manner, _ quantity: WrongQuantity, counter: @escaping (RunInputs) -> Value
  ) -> SupposedRun {
    SupposedRun(manner, of: quantity) { examination in
      examination.counting(counter(examination.inputs)).map { SupposedRun.Trial($0, quantity.equations) }
    }
  }
}

extension Node {
  /// True if the formula takes t.
  package var countsSteps: Bool { self == .step || operands.contains(where: \.countsSteps) }
}

extension Examination {
  /// The same run of a program whose counter is not 1, 2, 3, …
  fileprivate func counting(_ counter: Value) -> Examination? {
    try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: trace, precision: precision,
      counter: counter)
  }
}
