package import Equations
internal import Tensors
package import Traces

extension Recipe {
  /// The golden trace: every quantity of every parameter at every step.
  ///
  /// `weights` has one entry more than there are steps, the start first. The inputs of each step are included.
  ///
  /// - Parameters:
  ///   - counter: t at each step, for a program that is supposed to count otherwise than 1, 2, 3, …
  ///   - taken: quantities that are taken as they are, with `.step` first, instead of being evaluated.
  ///   - arrangement: the roundings of another program; nil for ours.
  package func trace(
    _ inputs: RunInputs, counter: Value? = nil, taking taken: [String: Value] = [:],
    arrangedBy arrangement: (any Arrangement)? = nil
  ) throws(RecipeError) -> Trace {
    try inputs.validate(for: self)
    let settings = try self.settings(inputs.settings)
    let names = inputs.names
    let start = inputs.start
    var simulation = Simulation(
      self, settings: settings, parameters: names, weights: start, evaluator: Evaluator(arrangedBy: arrangement))
    var trace = inputs.series
    for (name, block) in zip(names, start) {
      trace["weights", name] = .init(shape: block.shape, steps: 1, values: block.values)
    }
    for step in 0..<inputs.steps {
      let given = inputs.values(for: self, at: step)
      let results = try simulation.step(
        given, overriding: inputs.schedules.mapValues { $0[step] },
        published: taken.mapValues { value in value.map { $0.isAbsent ? $0 : $0.slice(.step, at: step) } },
        step: counter?.map { $0.slice(.step, at: step) })
      for (target, value) in results {
        if value.isPerParameter {
          for (name, block) in zip(names, value.blocks) where !block.isAbsent {
            try record(target.name, name, block, in: &trace)
          }
        } else {
          try record(target.name, target.parameter ?? "", value.blocks[0], in: &trace)
        }
      }
    }
    return trace
  }

  private func record(
    _ quantity: String, _ parameter: String, _ block: Block, in trace: inout Trace
  ) throws(RecipeError) {
    let key = Trace.Key(quantity, parameter)
    if let series = trace[key], series.shape != block.shape {
      throw .wrongShape(
        key.description, recipe: name, expected: "\(series.shape), as at the first step", given: block.shape)
    }
    if trace[key] == nil { trace[key] = Trace.Series(shape: block.shape) }
    trace[key]?.append(block.values)
  }
}
