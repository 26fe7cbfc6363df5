package import Equations
package import Tensors
package import Traces

extension RunInputs {
  /// The parameters before the first step.
  package var start: [Block] { parameters.sorted { $0.key < $1.key }.map { Block(parameter: $0.value) } }

  /// All inputs of the recipe at one step, counted from 0.
  package func values(for recipe: Recipe, at step: Int) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: recipe.inputs.map { ($0.name, value($0, at: step)) })
  }

  /// True if an input has numbers of its own for each step: by its recipe, or because a layer is handed a new batch at
  /// each call.
  package func isSeries(_ input: Input, _ key: Trace.Key) -> Bool { input.isPerStep || series[key] != nil }

  /// An input of the recipe at one step, counted from 0.
  package func value(_ input: Input, at step: Int) -> Value {
    let blocks = (input.isPerParameter ? names : [""]).map { owner -> Block in
      let key = Trace.Key(input.name, owner)
      let tensor =
        isSeries(input, key)
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
  /// A parameter with the names of axes that optimizers use.
  package init(parameter: Tensor) {
    self.init(
      axes: parameter.shape.indices.map(Axis.dimension), shape: parameter.shape, values: parameter.values)
  }
}
