internal import Equations
internal import Tensors
internal import Traces

extension RunInputs {
  /// Finds the first parameter or input of a layer or network that is missing, empty, or does not fit another.
  ///
  /// The gradient at a computed quantity must fit that, too, but only evaluation shows its shape: a kernel leaves fewer
  /// places than it was given, under the same name.
  ///
  /// - Returns: the number of entries of each axis.
  func validateExtents(for recipe: Recipe) throws(RecipeError) -> [Axis: Int] {
    var known: [Axis: (extent: Int, name: String)] = [:]
    let named = recipe.parameters
    for name in named {
      guard let tensor = parameters[name] else { throw .missingInput("parameters/\(name)", recipe: recipe.name) }
      try fit(tensor.shape, recipe.axes[name] ?? [], "parameters/\(name)", recipe, &known)
    }
    for name in parameters.keys.sorted() where !named.isEmpty && !named.contains(name) {
      throw .unexpectedInput(
        "parameters/\(name)", recipe: recipe.name, known: named.sorted().map { "parameters/\($0)" })
    }
    for input in recipe.inputs where !input.axes.isEmpty && !input.isPerParameter {
      let key = Trace.Key(input.name)
      let shape = (isSeries(input, key) ? series[key]?.shape : constants[key]?.shape) ?? []
      var apart: [Axis: (extent: Int, name: String)] = [:]
      if recipe.upstream.contains(input.name) {
        try fit(shape, input.axes, input.name, recipe, &apart)
      } else {
        try fit(shape, input.axes, input.name, recipe, &known)
      }
    }
    try validateLikeness(for: recipe)
    return known.mapValues(\.extent)
  }

  /// Checks that inputs of any shape have one shape: those that a loss compares, or that an activation takes.
  private func validateLikeness(for recipe: Recipe) throws(RecipeError) {
    var first: (name: String, shape: [Int])?
    for input in recipe.inputs where input.axes.isEmpty && !input.isPerParameter && !input.isPerStep {
      let key = Trace.Key(input.name)
      guard !input.isNumber, let shape = constants[key]?.shape ?? series[key]?.shape else { continue }
      if let first, first.shape != shape {
        throw .wrongShape(
          input.name, recipe: recipe.name, expected: "\(first.shape), as \(first.name) has", given: shape)
      }
      if first == nil { first = (input.name, shape) }
    }
  }

  private func fit(
    _ shape: [Int], _ axes: [Axis], _ name: String, _ recipe: Recipe, _ known: inout [Axis: (extent: Int, name: String)]
  ) throws(RecipeError) {
    let layout = Self.layout(axes)
    guard shape.count == axes.count else {
      throw .wrongShape(name, recipe: recipe.name, expected: layout, given: shape)
    }
    for (axis, extent) in zip(axes, shape) {
      if extent == 0 {
        throw .wrongShape(name, recipe: recipe.name, expected: "\(layout) with at least one \(axis)", given: shape)
      }
      if let first = known[axis], first.extent != extent {
        let expected = "\(layout) with \(axis) = \(first.extent), as \(first.name) has"
        throw .wrongShape(name, recipe: recipe.name, expected: expected, given: shape)
      }
      if known[axis] == nil { known[axis] = (extent, name) }
    }
  }
}
