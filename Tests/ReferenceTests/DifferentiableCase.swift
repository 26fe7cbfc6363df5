import Equations
import Oracles
import Reference
import Tensors
import Testing
import Traces

/// A layer or loss on inputs where it has a slope.
struct DifferentiableCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let recipe: Recipe
  var inputs: RunInputs

  /// Every recorded layer and loss, moved off its kinks and ties.
  static let all: [DifferentiableCase] = recorded.map(\.moved)

  /// Every recorded layer and loss as it is, kinks and ties included: zeros among an activation's inputs, a loss's logits
  /// and errors.
  static let recorded: [DifferentiableCase] = RecordedLayer.layers.compactMap { recorded in
    guard let recipe = try? recorded.recipe, [.layer, .loss].contains(recipe.component.kind),
      !withoutSlope.contains(recipe.name)
    else { return nil }
    // At probabilities of exactly 0 or 1 the floors of the logarithms are no derivative of anything.
    if recorded.path.hasSuffix("saturated") { return nil }
    return DifferentiableCase(testDescription: recorded.path, recipe: recipe, inputs: recorded.inputs(for: recipe))
  }

  /// Decisions have no slope; a network does not go back through the analytic solution.
  private static let withoutSlope: Set<String> = ["argmax", "oneHot", "accuracy", "leastSquares"]

  /// Inputs that are counted or chosen have no slope.
  private static let discrete: Set<String> = ["indices", "mask", "target", "labels", "adjacency"]

  /// The given quantities that the recipe writes a gradient of.
  var wanted: [String] {
    let targets = Set(recipe.backward.map(\.target.name))
    return recipe.inputs.map(\.name).filter { targets.contains("d\($0)") }.sorted()
  }

  /// The quantity whose gradient is given, or the loss.
  private var output: String { recipe.forward.map(\.target.name).first { given($0) != nil } ?? "loss" }

  private func given(_ output: String) -> Tensor? {
    inputs.constants[.init("d\(output)")]
      ?? inputs.series["d\(output)", ""].map { Tensor(shape: $0.shape, values: Array($0.step(0))) }
  }

  /// Returns the recipe with its backward pass derived from the forward pass.
  func derived() throws -> Recipe {
    var axes = recipe.axes
    for input in recipe.inputs where axes[input.name] == nil {
      let own = inputs.constants[.init(input.name)]?.shape.indices.map(Axis.dimension)
      axes[input.name] = input.isNumber ? [] : own
    }
    let seed: Expression = given(output) == nil ? 1 : quantity("d\(output)")
    let back = try Derivative(axes: axes, initial: recipe.component.initial)
      .equations(of: recipe.forward, seeds: [output: seed], wanted: Set(wanted))
    return recipe.replacing(backward: back)
  }

  /// Returns Σ y·dy, or the loss.
  func objective(_ inputs: RunInputs) throws -> Double {
    var inputs = inputs
    let forward = recipe.replacing(backward: [])
    let known = Set(forward.inputs.map(\.name))
    inputs.constants = inputs.constants.filter { known.contains($0.key.quantity) }
    for key in inputs.series.keys where !known.contains(key.quantity) { inputs.series[key] = nil }
    let values = try #require(try forward.trace(inputs)[output, ""]).values
    guard let weights = given(output) else { return values[0] }
    return zip(values, weights.values).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Returns the slope of the objective along each element of an input.
  func measuredSlopes(at name: String) throws -> [Double] {
    let key = Trace.Key(name)
    let isSeries = inputs.series[key] != nil
    let start = try #require(inputs.constants[key]?.values ?? inputs.series[key]?.values)
    return try start.indices.map { position in
      func value(_ offset: Double) throws -> Double {
        var moved = start
        moved[position] += offset
        var inputs = inputs
        if isSeries, let series = inputs.series[key] {
          inputs.series[key] = .init(shape: series.shape, steps: series.steps, values: moved)
        } else if let tensor = inputs.constants[key] {
          inputs.constants[key] = Tensor(shape: tensor.shape, values: moved)
        }
        return try objective(inputs)
      }
      let h = 1e-3
      let wide = (try value(h) - value(-h)) / (2 * h)
      let narrow = (try value(h / 2) - value(-h / 2)) / h
      return (4 * narrow - wide) / 3
    }
  }

  /// One step, with every input that has a slope moved by up to 0.02, so that none lies on a kink; 2·10⁻³ apart.
  private var moved: DifferentiableCase {
    var result = self
    func shift(_ values: [Double]) -> [Double] {
      values.enumerated().map { $1 + 0.005 + 0.0017 * Double($0 * 7 % 13) }
    }
    for (key, tensor) in inputs.constants where !Self.discrete.contains(key.quantity) {
      result.inputs.constants[key] = Tensor(shape: tensor.shape, values: shift(tensor.values))
    }
    result.inputs.steps = 1
    for key in inputs.series.keys {
      guard let series = inputs.series[key] else { continue }
      result.inputs.series[key] = .init(shape: series.shape, steps: 1, values: shift(Array(series.step(0))))
    }
    return result
  }
}
