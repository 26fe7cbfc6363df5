package import Equations
package import Tensors
package import Traces

/// What a recipe is run on.
package struct RunInputs: Sendable, Equatable {
  /// The parameters at the start, by name; empty where a component has none.
  package var parameters: [String: Tensor]
  /// What is new at each step: `gradients/<name>` for every parameter, `validationLoss`, …
  package var series: Trace
  /// What stays the same throughout: a layer's `x`, an objective's `center/<name>`.
  package var constants: [Trace.Key: Tensor]
  /// Settings that differ from the recipe's defaults.
  package var settings: [String: Double]
  /// Settings that change from step to step, one value each; `learningRate` for a schedule.
  package var schedules: [String: [Double]]
  /// How many steps to make.
  package var steps: Int
  /// The recipe's inputs that the program draws or picks for itself; what is here in their place is only ours.
  package var chosen: Set<String> = []

  /// - Parameter steps: taken from the series where it is not given, or 1 where there are none.
  package init(
    parameters: [String: Tensor] = [:], series: Trace = Trace(), constants: [Trace.Key: Tensor] = [:],
    settings: [String: Double] = [:], schedules: [String: [Double]] = [:], steps: Int? = nil
  ) {
    self.parameters = parameters
    self.series = series
    self.constants = constants
    self.settings = settings
    self.schedules = schedules
    self.steps = steps ?? series.keys.first.flatMap { series[$0]?.steps } ?? 1
  }

  /// The parameters' names in the order in which everything is written; where none is updated, those of the inputs.
  package var names: [String] {
    if !parameters.isEmpty { return parameters.keys.sorted() }
    return Set((series.keys + constants.keys).map(\.parameter)).subtracting([""]).sorted()
  }
  /// The parameters before the first step.
  package var start: [Block] { parameters.sorted { $0.key < $1.key }.map { Block(parameter: $0.value) } }

  /// All inputs of the recipe at one step, counted from 0.
  package func values(for recipe: Recipe, at step: Int) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: recipe.inputs.map { ($0.name, value($0, at: step)) })
  }

  /// An input of the recipe at one step, counted from 0.
  package func value(_ input: Input, at step: Int) -> Value {
    let blocks = (input.isPerParameter ? names : [""]).map { owner -> Block in
      let key = Trace.Key(input.name, owner)
      let tensor =
        input.isPerStep
        ? series[key].map { Tensor(shape: $0.shape, values: Array($0.step(step))) } : constants[key]
      guard let tensor else { preconditionFailure("validated inputs have \(key)") }
      if input.isNumber { return Block(axes: [], shape: [], values: tensor.values) }
      let axes = input.axes.isEmpty ? tensor.shape.indices.map(Axis.dimension) : input.axes
      return Block(axes: axes, shape: tensor.shape, values: tensor.values)
    }
    return input.isPerParameter ? Value(perParameter: blocks) : Value(blocks[0])
  }
}

extension Block {
  /// A parameter with its axes under the names that optimizers know them by.
  package init(parameter: Tensor) {
    self.init(
      axes: parameter.shape.indices.map(Axis.dimension), shape: parameter.shape, values: parameter.values)
  }
}
