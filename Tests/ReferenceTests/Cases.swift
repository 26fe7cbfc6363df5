import Equations
import Reference
import Tensors
import Traces

/// Inputs on which a recipe is tried: three parameters of different ranks, gradients of mixed size, settings that hide
/// nothing.
enum Cases {
  static let steps = 25
  static let shapes: [String: [Int]] = ["W": [4, 3], "b": [3], "s": []]

  /// The usual settings: gradients of magnitudes 1e-8 to 1e3, 15 % of them zero, but none in the first step, where some
  /// rules are 0/0.
  static func usual(for recipe: Recipe) -> RunInputs {
    inputs(for: recipe, seed: 1) { generator, step in
      let size = power(of: 10, -8 + 11 * generator.uniform())
      return step > 0 && generator.uniform() < 0.15 ? 0 : normal(&generator) * size
    }
  }

  /// Settings that make no two things coincide: gradients of magnitudes around 1, and a rate that drops.
  static func generic(for recipe: Recipe) -> RunInputs {
    var inputs = inputs(for: recipe, seed: 2) { generator, _ in
      normal(&generator) * power(of: 10, -1.6 + 3.2 * generator.uniform())
    }
    for setting in recipe.component.settings {
      if let value = own[recipe.name]?[setting.name] ?? setting.general { inputs.settings[setting.name] = value }
    }
    if recipe.component.kind == .optimizer, recipe.defaults["learningRate"] != nil {
      inputs.schedules["learningRate"] = (0..<steps).map { $0 < 9 ? 0.07 : ($0 < 17 ? 0.007 : 0.03) }
    }
    return inputs
  }

  /// RAdam never trusts v with a β₂ of 0.65.
  private static let own = ["radam": ["beta2": 0.9]]

  private static func inputs(
    for recipe: Recipe, seed: UInt64, gradient: (inout SeededGenerator, Int) -> Double
  ) -> RunInputs {
    var generator = SeededGenerator(seed: seed)
    var inputs = RunInputs(steps: steps)
    let matricesOnly = recipe.component.axes["weights"] != nil
    let names = shapes.keys.sorted().filter { !matricesOnly || $0 == "W" }
    for name in names where recipe.quantities.contains("weights") {
      inputs.parameters[name] = tensor(shapes[name] ?? []) { normal(&generator) }
    }
    for input in recipe.inputs {
      for name in input.isPerParameter ? names : [""] {
        let shape = input.isPerParameter ? shapes[name] ?? [] : input.axes.isEmpty ? [] : [5]
        let key = Trace.Key(input.name, name)
        guard input.isPerStep else {
          inputs.constants[key] = constant(input.name, shape, inputs.parameters[name], &generator)
          continue
        }
        var series = Trace.Series(shape: shape)
        for step in 0..<steps {
          series.append(
            (0..<shape.reduce(1, *)).map { _ in
              input.name.hasPrefix("validation") ? error(&generator, step) : gradient(&generator, step)
            })
        }
        inputs.series[key] = series
      }
    }
    return inputs
  }

  private static func constant(
    _ name: String, _ shape: [Int], _ parameter: Tensor?, _ generator: inout SeededGenerator
  ) -> Tensor {
    switch name {
    case "curvature": tensor(shape) { 0.5 + 3.5 * generator.uniform() }
    // Never close to the start, where the first gradient would be the rounding of a difference.
    case "center": (parameter ?? Tensor(0)).map { $0 + (generator.uniform() < 0.5 ? -6 : 6) - generator.uniform() }
    case "rates": Tensor(shape: [5], values: [0.1, 0.5, 1, 5, 10])
    case "boundaries": Tensor(shape: [5], values: [0, 4, 8, 13, 21])
    case "values": Tensor(shape: [5], values: [0.1, 0.05, 0.3, 0.02, 0.001])
    default: tensor(shape) { normal(&generator) }
    }
  }

  /// A falling, noisy error with an exact tie now and then.
  private static func error(_ generator: inout SeededGenerator, _ step: Int) -> Double {
    let noisy = 1 / Double(step + 1).squareRoot() + 0.2 * generator.uniform()
    return (noisy * 20).rounded() / 20
  }

  private static func tensor(_ shape: [Int], _ element: () -> Double) -> Tensor {
    Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in element() })
  }

  /// Near enough to N(0, 1): the sum of twelve uniforms.
  private static func normal(_ generator: inout SeededGenerator) -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() }
  }

  private static func power(of base: Double, _ exponent: Double) -> Double {
    let whole = exponent.rounded(.down)
    let size = (0..<Int(abs(whole))).reduce(1.0) { size, _ in whole < 0 ? size / base : size * base }
    return size * (1 + (exponent - whole) * (base - 1))
  }
}
