package import Equations
package import Tensors
package import Traces

/// What an optimizer is run on: starting parameters, a gradient for each step, and its settings.
package struct OptimizerInputs: Sendable, Equatable {
  /// The parameters at the start, by name.
  package var parameters: [String: Tensor]
  /// `gradients/<name>` for every parameter, one tensor a step.
  package var gradients: Trace
  /// Settings that differ from the recipe's defaults.
  package var settings: [String: Double]
  /// Settings that change from step to step, one value each; `learningRate` for a schedule.
  package var schedules: [String: [Double]]

  package init(
    parameters: [String: Tensor], gradients: Trace, settings: [String: Double] = [:],
    schedules: [String: [Double]] = [:]
  ) {
    self.parameters = parameters
    self.gradients = gradients
    self.settings = settings
    self.schedules = schedules
  }

  /// The parameters' names in the order in which everything is written.
  package var names: [String] { parameters.keys.sorted() }

  package var steps: Int { names.first.flatMap { gradients["gradients", $0]?.steps } ?? 0 }

  /// Finds the first thing that does not fit the recipe.
  package func validate(for recipe: Recipe) throws(RecipeError) {
    guard let first = names.first else { throw .missingInput("parameters/<name>", recipe: recipe.name) }
    guard let steps = gradients["gradients", first]?.steps else {
      throw .missingInput("gradients/\(first)", recipe: recipe.name)
    }
    for name in names {
      guard let series = gradients["gradients", name] else {
        throw .missingInput("gradients/\(name)", recipe: recipe.name)
      }
      let shape = parameters[name]?.shape ?? []
      guard series.shape == shape else {
        throw .wrongShape("gradients/\(name)", recipe: recipe.name, expected: "\(shape) a step", given: series.shape)
      }
      guard series.steps == steps else {
        throw .wrongStepCount("gradients/\(name)", recipe: recipe.name, expected: steps, given: series.steps)
      }
    }
    for key in gradients.keys where parameters[key.parameter] == nil {
      throw .unexpectedInput(key.description, recipe: recipe.name, known: names.map { "gradients/\($0)" })
    }
    _ = try recipe.settings(settings)
    for (name, values) in schedules.sorted(by: { $0.key < $1.key }) {
      guard values.count == steps else {
        throw .wrongStepCount(name, recipe: recipe.name, expected: steps, given: values.count)
      }
      for value in values { _ = try recipe.settings([name: value]) }
    }
  }
}

extension Recipe {
  /// The golden trace: every quantity of every parameter at every step.
  ///
  /// `weights` has one entry more than there are steps, the start first; `gradients` is what was given.
  package func trace(_ inputs: OptimizerInputs) throws(RecipeError) -> Trace {
    try inputs.validate(for: self)
    let settings = try self.settings(inputs.settings)
    let names = inputs.names
    let start = names.map { inputs.parameters[$0].map(Block.init(parameter:)) ?? Block(0) }
    var simulation: Simulation
    do {
      simulation = try Simulation(self, settings: settings, weights: start)
    } catch {
      throw .evaluation(error, recipe: name, quantity: "the initial state")
    }
    var trace = inputs.gradients
    for (name, block) in zip(names, start) {
      trace["weights", name] = .init(shape: block.shape, steps: 1, values: block.values)
    }
    for step in 0..<inputs.steps {
      let gradients = names.map { Block(parameter: inputs.gradients["gradients", $0], step: step) }
      let overrides = inputs.schedules.mapValues { $0[step] }
      for (quantity, value) in try simulation.step(["gradients": Value(perParameter: gradients)], overriding: overrides)
      {
        if value.isPerParameter {
          for (name, block) in zip(names, value.blocks) { trace.record(quantity, name, block) }
        } else {
          trace.record(quantity, "", value.blocks[0])
        }
      }
    }
    return trace
  }
}

extension Block {
  /// A parameter with its axes under the names that optimizers know them by.
  package init(parameter: Tensor) {
    self.init(
      axes: parameter.shape.indices.map(Axis.dimension), shape: parameter.shape, values: parameter.values)
  }

  fileprivate init(parameter series: Trace.Series?, step: Int) {
    guard let series else { preconditionFailure("validated inputs have a gradient for every parameter") }
    self.init(axes: series.shape.indices.map(Axis.dimension), shape: series.shape, values: Array(series.step(step)))
  }
}

extension Trace {
  fileprivate mutating func record(_ quantity: String, _ parameter: String, _ block: Block) {
    let key = Key(quantity, parameter)
    if self[key] == nil { self[key] = Series(shape: block.shape) }
    self[key]?.append(block.values)
  }
}
