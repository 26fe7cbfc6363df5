package import Equations
internal import Tensors
internal import Traces

extension RunInputs {
  /// Finds the first thing that does not fit the recipe.
  package func validate(for recipe: Recipe) throws(RecipeError) {
    let settings = try recipe.settings(settings)
    guard steps >= 1, recipe.hasSteps || recipe.component.kind.isCalledAgain || steps == 1 else {
      throw .impossibleSteps(steps, recipe: recipe.name, hasSteps: recipe.hasSteps)
    }
    try validateLength(for: recipe)
    if recipe.quantities.contains("weights") && parameters.isEmpty {
      throw .missingInput("parameters/<name>", recipe: recipe.name)
    }
    try validateParameters(for: recipe)
    var known: Set<Trace.Key> = []
    for input in recipe.inputs {
      let owners = input.isPerParameter ? names : [""]
      if owners.isEmpty { throw .missingInput("\(input.name)/<name>", recipe: recipe.name) }
      for owner in owners {
        let key = Trace.Key(input.name, owner)
        known.insert(key)
        try validate(input, key, for: recipe)
      }
    }
    for key in series.keys + constants.keys.sorted() where !known.contains(key) {
      throw .unexpectedInput(key.description, recipe: recipe.name, known: known.sorted().map(\.description))
    }
    let extents = try validateExtents(for: recipe)
    try validateValues(for: recipe, extents)
    for (name, values) in schedules.sorted(by: { $0.key < $1.key }) {
      guard values.count == steps else {
        throw .wrongStepCount(name, recipe: recipe.name, expected: steps, given: values.count)
      }
      for value in values { _ = try recipe.settings([name: value]) }
    }
    try validateRequirements(of: recipe, settings)
  }

  /// The most numbers of a trace: 4 GiB of them.
  private static let mostNumbers = 1 << 29

  /// Checks that the trace has room in memory. Each quantity has at least one number a step, or as many as the parameters.
  private func validateLength(for recipe: Recipe) throws(RecipeError) {
    let step = max(1, recipe.quantities.count) * max(1, parameters.values.reduce(0) { $0 + $1.count })
    guard steps <= Self.mostNumbers / step else {
      throw .tooManyNumbers(steps: steps, recipe: recipe.name, limit: Self.mostNumbers)
    }
  }

  private func validateParameters(for recipe: Recipe) throws(RecipeError) {
    let isNamed = !recipe.parameters.isEmpty
    let takesAny = recipe.component.kind == .optimizer || recipe.inputs.contains(where: \.isPerParameter)
    for (name, tensor) in parameters.sorted(by: { $0.key < $1.key }) {
      let name = "parameters/\(name)"
      guard takesAny || isNamed else {
        throw .unexpectedInput(name, recipe: recipe.name, known: recipe.inputs.map(\.name).sorted())
      }
      if let axes = recipe.component.axes["weights"], tensor.shape.count != axes.count {
        throw .wrongShape(name, recipe: recipe.name, expected: Self.layout(axes), given: tensor.shape)
      }
      if !isNamed { try validateSize(tensor.shape, name, recipe) }
    }
  }

  private func validate(_ input: Input, _ key: Trace.Key, for recipe: Recipe) throws(RecipeError) {
    let shape: [Int]
    if isSeries(input, key) {
      guard let series = series[key] else { throw .missingInput(key.description, recipe: recipe.name) }
      guard series.steps == steps else {
        throw .wrongStepCount(key.description, recipe: recipe.name, expected: steps, given: series.steps)
      }
      shape = series.shape
    } else {
      guard let tensor = constants[key] else { throw .missingInput(key.description, recipe: recipe.name) }
      shape = tensor.shape
    }
    if input.isPerParameter, let expected = parameters[key.parameter]?.shape, expected != shape {
      throw .wrongShape(key.description, recipe: recipe.name, expected: "\(expected), as its parameter", given: shape)
    }
    if input.isNumber, shape.reduce(1, *) != 1 {
      throw .wrongShape(key.description, recipe: recipe.name, expected: "of one number, [] or [1]", given: shape)
    }
    if !input.axes.isEmpty, input.axes.count != shape.count {
      throw .wrongShape(key.description, recipe: recipe.name, expected: Self.layout(input.axes), given: shape)
    }
    // For an input with axes of its own, another check names the empty axis.
    if input.axes.isEmpty { try validateSize(shape, key.description, recipe) }
  }

  private func validateSize(_ shape: [Int], _ name: String, _ recipe: Recipe) throws(RecipeError) {
    guard shape.contains(0) else { return }
    throw .wrongShape(name, recipe: recipe.name, expected: "[…] with at least one entry", given: shape)
  }

  static func layout(_ axes: [Axis]) -> String { "[\(axes.map(\.name).joined(separator: ", "))]" }

  // MARK: Values

  /// Finds the first value that is not allowed.
  ///
  /// - Parameter extents: the number of entries of each axis.
  private func validateValues(for recipe: Recipe, _ extents: [Axis: Int]) throws(RecipeError) {
    // An input that the program chose is judged by its property instead.
    for input in recipe.inputs where input.domain != .real && !chosen.contains(input.name) {
      let classes = input.domain.counted.flatMap { extents[$0] } ?? 0
      for owner in input.isPerParameter ? names : [""] {
        let key = Trace.Key(input.name, owner)
        let isSeries = isSeries(input, key)
        let values = isSeries ? series[key]?.values : constants[key]?.values
        let shape = isSeries ? series[key].map { [$0.steps] + $0.shape } : constants[key]?.shape
        guard let values, let shape, let index = input.domain.firstOutside(values, classes: classes) else { continue }
        throw .valueOutOfRange(
          key.description, recipe: recipe.name, expected: input.domain.expected(classes: classes),
          value: values[index], position: Self.position(index, in: shape))
      }
    }
  }

  private static func position(_ index: Int, in shape: [Int]) -> [Int] {
    var rest = index
    return shape.reversed().map { extent in
      defer { rest /= extent }
      return rest % extent
    }.reversed()
  }
}
