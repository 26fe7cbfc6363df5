internal import Assignments
internal import Equations
internal import Reference
internal import Traces

/// Inputs for a layer, a loss or a schedule of the catalogue, drawn by the axes that its recipe names.
enum DrawnInputs {
  /// - Parameters:
  ///   - settings: those that differ from the recipe's defaults.
  ///   - isLarger: true if every axis has one entry more, as far as axes may.
  static func inputs(
    for recipe: Recipe, steps: Int, settings: [String: Double], seed: UInt64, isLarger: Bool
  ) -> RunInputs {
    if recipe.component.kind == .schedule { return schedule(recipe, steps: steps, settings: settings, seed: seed) }
    var drawn = Assignment.Case(
      "drawn", steps: recipe.inputs.contains(where: \.isPerStep) ? 3 : 1, seed: seed,
      settings: recipe.defaults.merging(settings) { $1 }, inputs: [])
    let extents = self.extents(isLarger: isLarger, of: recipe)
    let upstream = Set(recipe.forward.map { "d\($0.target.name)" })
    func draw(_ input: Input, _ shape: [Int]) -> InputDraw {
      InputDraw(input.name, shape, distribution(input, recipe, extents), perStep: input.isPerStep)
    }
    for input in recipe.inputs where !upstream.contains(input.name) {
      let isScalar = input.name == "alpha" && input.axes.isEmpty
      let shape = input.axes.isEmpty ? [extents["batch"] ?? 5, 4] : input.axes.map { extents[$0.name] ?? 3 }
      drawn.inputs.append(draw(input, isScalar ? [] : shape))
    }
    // A gradient that flows back has the shape of its forward quantity.
    if let trace = try? recipe.replacing(backward: []).trace(RunInputs(drawn)) {
      for input in recipe.inputs where upstream.contains(input.name) {
        drawn.inputs.append(draw(input, trace[String(input.name.dropFirst()), ""]?.shape ?? []))
      }
    }
    return RunInputs(drawn)
  }

  /// Inputs of a schedule: only its settings, or at each step a validation loss and perhaps the weights of a model.
  private static func schedule(
    _ recipe: Recipe, steps: Int, settings: [String: Double], seed: UInt64
  ) -> RunInputs {
    var drawn = Assignment.Case(
      "drawn", steps: steps, seed: seed, settings: recipe.defaults.merging(settings) { $1 }, inputs: [])
    for input in recipe.inputs where !input.isPerParameter {
      let shape = input.axes.map { _ in 3 }
      let distribution = ordered(input) ?? .uniform(0.5...2)
      drawn.inputs.append(InputDraw(input.name, shape, distribution, perStep: input.isPerStep))
    }
    var inputs = RunInputs(drawn)
    for input in recipe.inputs where input.isPerParameter {
      var model = drawn
      model.inputs = [InputDraw("start", [2, 3], .normal), InputDraw("W", [2, 3], .normal, perStep: input.isPerStep)]
      let numbers = RunInputs(model)
      inputs.parameters["W"] = numbers.constants[.init("start")]
      inputs.series[input.name, "W"] = numbers.series["W", ""]
    }
    return inputs
  }

  private static func ordered(_ input: Input) -> InputDraw.Distribution? {
    input.domain == .ascendingFromZero ? .listed([0, 2, 5, 9, 14, 20]) : nil
  }

  private static func extents(isLarger: Bool, of recipe: Recipe) -> [String: Int] {
    let more = isLarger ? 1 : 0
    var extents = [
      "in": 4 + more, "out": 3 + more, "batch": 5 + more, "time": 4 + more, "vocabulary": 6, "channels": 2,
      "length": 6 + 2 * more, "height": 5 + more, "width": 6 + more, "kernel": 3, "kernelHeight": 2, "kernelWidth": 3,
      "pieces": 3, "features": 3 + more, "depth": 2 + more, "hidden": 3, "recurrent": 3, "gates": 12, "classes": 4,
      "pair": 2,
    ]
    if recipe.name == "gru" { extents["gates"] = 9 }
    if recipe.name == "rotaryPositions" { extents["features"] = 4 + 2 * more }
    if recipe.name == "flatten" { extents["features"] = extents["channels"]! * extents["height"]! * extents["width"]! }
    return extents
  }

  private static func distribution(
    _ input: Input, _ recipe: Recipe, _ extents: [String: Int]
  ) -> InputDraw.Distribution {
    if case .mask? = input.chance { return .mask(rate: 0.5) }
    if input.domain == .plusOrMinusOne { return .sign }
    if case .classesOrNone(let axis) = input.domain { return .whole(from: -1, below: extents[axis.name] ?? 1) }
    if input.domain == .zeroOrOne { return .whole(below: 2) }
    if input.domain == .nonNegative, recipe.component.kind == .loss { return .uniform(0.5...2) }
    switch input.name {
    case "indices": return .whole(below: extents["vocabulary"] ?? 1)
    case "labels":
      let first = recipe.convention == "fromOne" ? 1 : 0
      return .whole(from: first, below: first + (extents["classes"] ?? 1))
    case "runningVariance", "runningVariance0": return .uniform(0.5...2)
    // Probabilities, and the targets that they are compared with.
    case "y" where recipe.component.kind == .loss, "target": return .uniform(0.05...0.95)
    default: return .normal
    }
  }
}
