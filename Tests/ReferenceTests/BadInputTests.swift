import Equations
import Reference
import Tensors
import Testing
import Traces

/// Messages about wrong inputs name the recipe, the input, what was expected and what came.
@Suite struct BadInputTests {
  @Test(arguments: [
    ("adam", "beta1", 1, "adam: beta1 must be at least 0 and below 1, and is 1.0"),
    ("adamw", "learningRate", -0.1, "adamw: learningRate must be at least 0, and is -0.1"),
    ("adadelta", "window", 0, "adadelta: window must be a whole number, at least 1, and is 0.0"),
    ("muon", "iterations", 11, "muon: iterations must be a whole number from 1 to 10, and is 11.0"),
    ("radam", "threshold", 3, "radam: threshold must be at least 4, and is 3.0"),
    ("clipByNorm", "threshold", 0, "clipByNorm: threshold must be above 0, and is 0.0"),
    ("stepDecay", "interval", 2.5, "stepDecay: interval must be a whole number, at least 1, and is 2.5"),
    ("adafactor", "decayExponent", 3, "adafactor: decayExponent must be at most 0, and is 3.0"),
    ("yogi", "epsilon", .nan, "yogi: epsilon must be at least 0, and is nan"),
    (
      "lion", "epsilon", 1,
      "lion has no setting 'epsilon': expected one of learningRate, beta1, beta2, weightDecay"
    ),
  ])
  func aSettingOutOfRange(_ name: String, _ setting: String, _ value: Double, _ message: String) throws {
    let recipe = try Catalogue.component(name).recipe()
    var inputs = Cases.usual(for: recipe)
    inputs.settings[setting] = value
    #expect(message == said { _ = try recipe.trace(inputs) })
  }

  @Test func aMissingInput() throws {
    let recipe = try Component.nesterov.recipe("lookahead")
    var inputs = Cases.usual(for: recipe)
    inputs.constants[Trace.Key("center", "b")] = nil
    #expect(said { _ = try recipe.trace(inputs) } == "nesterov: the input 'center/b' is missing")
    #expect(
      said { _ = try Component.adam.recipe().trace(RunInputs()) } == "adam: the input 'parameters/<name>' is missing")
    #expect(
      said { _ = try Component.clipByNorm.recipe().trace(RunInputs()) }
        == "clipByNorm: the input 'gradients/<name>' is missing")
    #expect(
      said { _ = try Component.plateauDecay.recipe().trace(RunInputs()) }
        == "plateauDecay: the input 'validationError' is missing")
  }

  @Test func anInputThatThisConventionDoesNotTake() throws {
    let recipe = try Component.nesterov.recipe("reformulated")
    var inputs = Cases.usual(for: recipe)
    inputs.constants[Trace.Key("center", "b")] = Tensor(0)
    #expect(
      said { _ = try recipe.trace(inputs) }
        == "nesterov: the input 'center/b' is not one of gradients/W, gradients/b, gradients/s")
  }

  @Test func aWrongShape() throws {
    let recipe = try Component.lamb.recipe()
    var inputs = Cases.usual(for: recipe)
    inputs.series["gradients", "b"] = .init(shape: [4], steps: 25, values: .init(repeating: 1, count: 100))
    #expect(
      said { _ = try recipe.trace(inputs) }
        == "lamb: 'gradients/b' should have the shape [3], as its parameter, and has [4]")
    let muon = try Component.muon.recipe()
    inputs = Cases.usual(for: muon)
    inputs.parameters["b"] = Tensor(shape: [3], values: [1, 2, 3])
    #expect(
      said { _ = try muon.trace(inputs) } == "muon: 'parameters/b' should have the shape [rows, columns], and has [3]")
  }

  @Test(arguments: [
    (
      "piecewiseConstant", "boundaries", [0, 9, 4, 13, 21],
      "must be 0 first and then each above the one before, and is 4.0 at [2]"
    ),
    (
      "piecewiseConstant", "boundaries", [0, 4, 4, 13, 21],
      "must be 0 first and then each above the one before, and is 4.0 at [2]"
    ),
    (
      "piecewiseConstant", "boundaries", [3, 4, 8, 13, 21],
      "must be 0 first and then each above the one before, and is 3.0 at [0]"
    ),
    ("piecewiseConstant", "values", [0.1, -0.2, 0, 0, 0], "must be at least 0, and is -0.2 at [1]"),
    ("lineSearch", "rates", [0.1, -0.5, 1, 5, 10], "must be at least 0, and is -0.5 at [1]"),
  ])
  func aValueThatMakesNoSense(_ name: String, _ input: String, _ values: [Double], _ message: String) throws {
    let recipe = try Catalogue.component(name).recipe()
    var inputs = Cases.usual(for: recipe)
    inputs.constants[.init(input)] = Tensor(shape: [5], values: values)
    #expect(said { _ = try recipe.trace(inputs) } == "\(name): '\(input)' \(message)")
  }

  /// ‖g‖ would be infinite and every clipped gradient 0.
  @Test(arguments: ["clipByNorm", "clipByGlobalNorm"]) func aGradientTooLargeToBeSquared(_ name: String) throws {
    let recipe = try Catalogue.component(name).recipe()
    let inputs = RunInputs(series: Trace(tensors: ["gradients/w": Tensor(shape: [1, 2], values: [1, -4e200])]))
    #expect(
      said { _ = try recipe.trace(inputs) }
        == "\(name): 'gradients/w' must be at most 1e150 in size, so that its square is finite, and is -4e+200 at [0, 1]"
    )
    let large = RunInputs(series: Trace(tensors: ["gradients/w": Tensor(shape: [1, 2], values: [3e149, -4e149])]))
    #expect(try recipe.trace(large)["clipped", "w"]?.values == [0.6, -0.8])
  }

  @Test func nothingToWorkOn() throws {
    let recipe = try Component.adam.recipe()
    var inputs = Cases.usual(for: recipe)
    inputs.parameters["b"] = Tensor(shape: [0], values: [])
    inputs.series["gradients", "b"] = .init(shape: [0], steps: 25, values: [])
    #expect(
      said { _ = try recipe.trace(inputs) }
        == "adam: 'parameters/b' should have the shape […] with at least one entry, and has [0]")
    inputs = Cases.usual(for: recipe)
    inputs.steps = 0
    #expect(said { _ = try recipe.trace(inputs) } == "adam: expected at least 1 step, and 0 are asked for")
    let schedule = try Component.exponentialDecay.recipe()
    #expect(
      said { _ = try schedule.trace(RunInputs(steps: -1)) }
        == "exponentialDecay: expected at least 1 step, and -1 are asked for")
    #expect(
      said { _ = try schedule.trace(RunInputs(parameters: ["w": Tensor(1)])) }
        == "exponentialDecay: the input 'parameters/w' is not one of ")
  }

  @Test func aWrongNumberOfSteps() throws {
    let recipe = try Component.earlyStopping.recipe()
    var inputs = Cases.usual(for: recipe)
    inputs.steps = 24
    #expect(
      said { _ = try recipe.trace(inputs) } == "earlyStopping: 'validationLoss' should have 24 steps, and has 25")
  }

  private func said(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }
}
