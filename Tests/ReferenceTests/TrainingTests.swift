import Equations
import Foundation
import Oracles
import Reference
import Tensors
import Testing
import Traces

/// Training runs: beside PyTorch's, their gradients measured, and each tested for its purpose.
@Suite struct TrainingTests {
  @Test(arguments: RecordedLayer.trainings) func whatIsLearnedWasRecorded(_ recorded: RecordedLayer) throws {
    let comparisons = try recorded.comparisons()
    let loss = recorded.name == "trainGAN" ? "generatorLoss" : "loss"
    for quantity in [loss, "gradients/", "weights/"] {
      #expect(comparisons.contains { $0.tensor.hasPrefix(quantity) }, "\(quantity) is not compared")
    }
  }

  /// The gradient at each parameter is the slope of the loss, measured by extrapolated central differences.
  @Test(arguments: TrainingCase.all) func everyGradientIsTheMeasuredSlope(_ sample: TrainingCase) throws {
    let recipe = try sample.component.recipe("gradientDescent")
    var still = sample.inputs
    still.settings["learningRate"] = 0
    let trace = try recipe.trace(still)
    for name in recipe.parameters {
      let ours = try #require(trace["gradients", name])
      let loss = sample.loss(of: name)
      let measured = try sample.measuredSlopes(of: loss, at: name)
      let scale = max(measured.map { abs($0) }.max() ?? 0, 1e-2)
      for (position, pair) in zip(ours.values, measured).enumerated() {
        #expect(abs(pair.0 - pair.1) / scale < 1e-7, "\(name)[\(position)]: \(pair.0), measured \(pair.1)")
      }
    }
  }

  @Test(arguments: TrainingCase.all) func everyStepIsPublishedAndTheLossFalls(_ sample: TrainingCase) throws {
    let steps = 60
    for convention in sample.component.conventions.map(\.name) {
      var inputs = sample.inputs
      inputs.steps = steps
      for key in inputs.series.keys {
        guard let one = inputs.series[key] else { continue }
        let values = (0..<steps).flatMap { _ in Array(one.step(0)) }
        inputs.series[key] = .init(shape: one.shape, steps: steps, values: values)
      }
      inputs.settings["learningRate"] = 0.02
      let recipe = try sample.component.recipe(convention)
      let trace = try recipe.trace(inputs)
      for name in recipe.parameters {
        #expect(trace["gradients", name]?.steps == steps)
        #expect(trace["weights", name]?.steps == steps + 1)
        #expect(convention != "adam" || trace["vHat", name]?.steps == steps)
      }
      let name = sample.component.name == "trainGAN" ? "discriminatorLoss" : "loss"
      let loss = try #require(trace[name, ""]).values
      #expect(loss.allSatisfy { $0.isFinite })
      #expect(loss[steps - 1] < loss[0], "\(convention): from \(loss[0]) to \(loss[steps - 1])")
    }
  }

  /// Note 004's gradient of the sigmoid neuron, Σ(y − t)·y·(1 − y)·x, from the published outputs.
  @Test func theDerivedGradientOfTheSigmoidNeuronIsNote004s() throws {
    let recorded = try #require(RecordedLayer.trainings.first { $0.path.hasSuffix("twoInputs") })
    let recipe = try recorded.recipe
    let inputs = recorded.inputs(for: recipe)
    let trace = try recipe.trace(inputs)
    let y = try #require(trace["y", ""])
    let (x, wanted) = (try #require(recorded.file.tensors["x"]), try #require(recorded.file.tensors["target"]))
    for step in 0..<y.steps {
      let outputs = Array(y.step(step))
      for feature in 0..<2 {
        let slope = outputs.indices.reduce(0.0) { sum, point in
          let output = outputs[point]
          return sum + (output - wanted.values[point]) * output * (1 - output) * x.values[point * 2 + feature]
        }
        let ours = Array(try #require(trace["gradients", "W"]).step(step))[feature]
        #expect(abs(ours - slope) < 1e-12 * max(1, abs(slope)))
      }
    }
  }

  /// NumPy's analytic minimum, recorded beside the run: there our gradient is a rounding of zero.
  @Test func theGradientVanishesAtTheAnalyticSolution() throws {
    let recorded = try #require(RecordedLayer.trainings.first { $0.name == "trainLinearNeuron" })
    let recipe = try recorded.recipe
    var inputs = recorded.inputs(for: recipe)
    inputs.steps = 1
    for name in ["W", "b"] { inputs.parameters[name] = recorded.file.tensors["solution/\(name)"] }
    let trace = try recipe.trace(inputs)
    for name in ["W", "b"] {
      for slope in try #require(trace["gradients", name]).values { #expect(abs(slope) < 1e-14) }
    }
  }

  /// Adam with clipping far above every norm is Adam without.
  @Test func clippingAboveTheNormChangesNothing() throws {
    let sample = try #require(TrainingCase.all.first { $0.component.name == "trainLSTM" })
    var inputs = sample.inputs
    inputs.settings["threshold"] = 1e9
    let trace = try sample.component.recipe("adam").trace(inputs)
    for name in inputs.names { #expect(trace["clipped", name] == trace["gradients", name]) }
    inputs.settings["threshold"] = 1e-3
    let clipped = try sample.component.recipe("adam").trace(inputs)
    let elements: [Double] = inputs.names.flatMap { clipped["clipped", $0]?.values ?? [] }
    let squares: Double = elements.reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares.squareRoot() - 1e-3) < 1e-15)
  }

  @Test(arguments: [
    (
      "parameters/W1",
      "trainMLP: the input 'parameters/W1' is missing"
    ),
    ("x", "trainMLP: the input 'x' is missing"),
    ("batches", "trainMLP: the input 'batches' is missing"),
  ])
  func whatIsMissingIsNamed(_ name: String, message: String) throws {
    var inputs = try mlp()
    inputs.parameters[String(name.split(separator: "/").last ?? "")] = nil
    inputs.constants[.init(name)] = nil
    inputs.series[.init(name)] = nil
    #expect(problem(inputs) == message)
  }

  @Test func whatDoesNotFitIsNamedWithWhatWasExpected() throws {
    var wrong = try mlp()
    wrong.parameters["W1"] = Tensor(repeating: 1, shape: [8, 3])
    #expect(
      problem(wrong)
        == "trainMLP: 'x' should have the shape [examples, in] with in = 3, as parameters/W1 has, and has [3, 2]")
    wrong = try mlp()
    wrong.parameters["W1"] = Tensor(repeating: 1, shape: [8])
    #expect(problem(wrong) == "trainMLP: 'parameters/W1' should have the shape [hidden1, in], and has [8]")
    wrong = try mlp()
    wrong.series["batches", ""] = .init(shape: [0], steps: 1, values: [])
    #expect(problem(wrong) == "trainMLP: 'batches' should have the shape [batch] with at least one batch, and has [0]")
    wrong = try mlp()
    wrong.series["batches", ""] = .init(shape: [1], steps: 1, values: [3])
    #expect(problem(wrong) == "trainMLP: 'batches' must be a whole number from 0 to 2, and is 3.0 at [0, 0]")
    wrong = try mlp()
    wrong.parameters["W3"] = Tensor(1)
    let known = ["W1", "W2", "b1", "b2"].map { "parameters/\($0)" }.joined(separator: ", ")
    #expect(problem(wrong) == "trainMLP: the input 'parameters/W3' is not one of \(known)")
  }

  private func mlp() throws -> RunInputs {
    try #require(TrainingCase.all.first { $0.component.name == "trainMLP" }).inputs
  }

  private func problem(_ inputs: RunInputs) -> String {
    do {
      _ = try Component.trainMLP.recipe().trace(inputs)
      return "nothing"
    } catch { return "\(error)" }
  }
}
