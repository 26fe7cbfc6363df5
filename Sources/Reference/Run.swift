package import Equations
internal import Tensors
package import Traces

extension Recipe {
  /// The golden trace: every quantity of every parameter at every step.
  ///
  /// `weights` has one entry more than there are steps, the start first; what was given at each step is included.
  package func trace(_ inputs: RunInputs) throws(RecipeError) -> Trace {
    try inputs.validate(for: self)
    let settings = try self.settings(inputs.settings)
    let names = inputs.names
    let start = inputs.start
    var simulation = Simulation(self, settings: settings, parameters: names, weights: start)
    var trace = inputs.series
    for (name, block) in zip(names, start) {
      trace["weights", name] = .init(shape: block.shape, steps: 1, values: block.values)
    }
    for step in 0..<inputs.steps {
      let given = inputs.values(for: self, at: step)
      for (target, value) in try simulation.step(given, overriding: inputs.schedules.mapValues { $0[step] }) {
        if value.isPerParameter {
          for (name, block) in zip(names, value.blocks) where !block.isAbsent { trace.record(target.name, name, block) }
        } else {
          trace.record(target.name, target.parameter ?? "", value.blocks[0])
        }
      }
    }
    return trace
  }
}

extension Trace {
  fileprivate mutating func record(_ quantity: String, _ parameter: String, _ block: Block) {
    let key = Key(quantity, parameter)
    if self[key] == nil { self[key] = Series(shape: block.shape) }
    self[key]?.append(block.values)
  }
}
