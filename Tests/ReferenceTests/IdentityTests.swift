import Equations
import Judging
import Reference
import Tensors
import Testing
import Traces

/// Facts about the rules on paper, whoever wrote them down.
@Suite struct IdentityTests {
  @Test func adamWithoutMomentumOrCorrectionIsRMSProp() throws {
    let adam = try Component.adam.recipe("uncorrected")
    let rmsprop = try Component.rmsprop.recipe("insideRoot")
    var inputs = Cases.usual(for: adam)
    inputs.settings = ["beta1": 0, "beta2": 0.9, "epsilon": 1e-8, "learningRate": 0.01]
    let ours = try adam.trace(inputs)
    inputs.settings = ["decay": 0.9, "epsilon": 1e-8, "learningRate": 0.01]
    let theirs = try rmsprop.trace(inputs)
    for name in inputs.names {
      #expect(ours["v", name] == theirs["squareAverage", name])
      #expect(distance(ours["weights", name], theirs["weights", name]) < 1e-15)
    }
  }

  @Test func everyStepOfLionHasOneSize() throws {
    let lion = try Component.lion.recipe()
    var inputs = Cases.usual(for: lion)
    // One weight that no gradient reaches: sign(0) is 0.
    inputs.series["gradients", "s"] = .init(
      shape: [], steps: Cases.steps, values: .init(repeating: 0, count: Cases.steps))
    inputs.settings = ["weightDecay": 0, "learningRate": 0.25]
    let trace = try lion.trace(inputs)
    for name in inputs.names {
      let weights = try #require(trace["weights", name])
      for step in 0..<Cases.steps {
        for (after, before) in zip(weights.step(step + 1), weights.step(step)) {
          let size = abs(after - before)
          #expect(name == "s" ? size == 0 : size == 0 || abs(size - 0.25) < 1e-14)
        }
      }
    }
    #expect(trace["update", "W"]?.values.contains(1) == true && trace["update", "W"]?.values.contains(-1) == true)
  }

  @Test func correctedAMSGradIsAdamWhileTheAverageDoesNotFall() throws {
    let amsgrad = try Component.amsgrad.recipe("corrected")
    let adam = try Component.adam.recipe("outsideRoot")
    var inputs = Cases.usual(for: adam)
    for name in inputs.names {
      let series = try #require(inputs.series["gradients", name])
      // Growing gradients, so that v grows, then one that makes it fall.
      var values: [Double] = []
      for step in 0..<Cases.steps {
        let size = step == Cases.steps - 1 ? 0 : Double(step + 1)
        for element in 0..<series.stride { values.append(element.isMultiple(of: 2) ? size : -size) }
      }
      inputs.series["gradients", name] = .init(shape: series.shape, steps: Cases.steps, values: values)
    }
    inputs.settings = ["beta2": 0.9]
    let ours = try amsgrad.trace(inputs)
    let theirs = try adam.trace(inputs)
    for name in inputs.names {
      let (a, b) = (try #require(ours["weights", name]), try #require(theirs["weights", name]))
      #expect(a.values.dropLast(a.stride) == b.values.dropLast(b.stride))
      #expect(Array(a.step(Cases.steps)) != Array(b.step(Cases.steps)))
    }
  }

  /// The libraries keep the look-ahead point θ = w − γv of the textbook's form; their velocity is v/η.
  @Test func bothFormsOfNesterovWalkTheSamePath() throws {
    let textbook = try Component.nesterov.recipe("lookahead")
    let reformulated = try Component.nesterov.recipe("reformulated")
    var inputs = Cases.usual(for: textbook)
    inputs.settings = ["learningRate": 0.0625, "momentum": 0.75]
    let ours = try textbook.trace(inputs)
    var theirInputs = RunInputs(parameters: inputs.parameters, settings: inputs.settings, steps: Cases.steps)
    for name in inputs.names { theirInputs.series["gradients", name] = ours["gradients", name] }
    let theirs = try reformulated.trace(theirInputs)
    for name in inputs.names {
      let points = try #require(ours["lookahead", name])
      let (weights, velocity) = (try #require(theirs["weights", name]), try #require(theirs["velocity", name]))
      #expect(distance(points.values, Array(weights.values.dropLast(weights.stride))) < 1e-13)
      #expect(distance(ours["velocity", name]?.values, velocity.values.map { 0.0625 * $0 }) < 1e-13)
    }
  }

  @Test(arguments: ["clipByNorm", "clipByGlobalNorm", "clipByValue"])
  func clippingBelowTheThresholdChangesNothing(_ name: String) throws {
    let clip = try Catalogue.component(name).recipe()
    var inputs = Cases.usual(for: clip)
    inputs.settings = ["threshold": 1e6]
    let untouched = try clip.trace(inputs)
    for name in inputs.names { #expect(untouched["clipped", name] == untouched["gradients", name]) }
    inputs.settings = ["threshold": 0.5]
    let cut = try clip.trace(inputs)
    for name in inputs.names { #expect(cut["clipped", name] != cut["gradients", name]) }
  }

  @Test func clippingByGlobalNormKeepsTheDirection() throws {
    let clip = try Component.clipByGlobalNorm.recipe()
    var inputs = Cases.generic(for: clip)
    inputs.settings = ["threshold": 0.5]
    let trace = try clip.trace(inputs)
    for step in 0..<Cases.steps {
      let pairs = inputs.names.flatMap { name in
        zip(trace["clipped", name]?.step(step) ?? [], trace["gradients", name]?.step(step) ?? [])
      }
      let length = pairs.reduce(0) { $0 + $1.0 * $1.0 }.squareRoot()
      #expect(abs(length - 0.5) < 1e-14)
      let ratio = pairs[0].0 / pairs[0].1
      #expect(pairs.allSatisfy { abs($0.0 - ratio * $0.1) < 1e-14 })
    }
  }

  /// An optimizer behind a clipping rule does what the optimizer does with the clipped gradients.
  @Test func clippingStandsInFrontOfAnOptimizer() throws {
    let clip = try Component.clipByNorm.recipe("epsilonInDenominator")
    let adam = try Component.adam.recipe()
    let both = adam.clipped(by: clip)
    var inputs = Cases.generic(for: adam)
    inputs.schedules = [:]
    inputs.settings = ["threshold": 0.5, "clipByNorm.epsilon": 1e-6, "epsilon": 0.03]
    let trace = try both.trace(inputs)
    var clipped = RunInputs(parameters: inputs.parameters, settings: ["epsilon": 0.03], steps: Cases.steps)
    for name in inputs.names { clipped.series["gradients", name] = trace["clipped", name] }
    let expected = try adam.trace(clipped)
    for name in inputs.names { #expect(trace["weights", name] == expected["weights", name]) }
    let judgements = try both.judgements(of: trace, inputs: inputs)
    #expect(Set(judgements.keys) == Set(both.quantities))
    #expect(judgements.values.allSatisfy { $0.holds })
    // If the optimizer asks for its own gradients, those are clipped.
    let nesterov = try Component.nesterov.recipe("lookahead").clipped(by: clip)
    #expect(nesterov.quantities == ["lookahead", "gradients", "norm", "clipped", "velocity", "weights"])
  }

  @Test func aLineSearchMayPickAnyOfEqualLosses() throws {
    let search = try Component.lineSearch.recipe().given(["gradients", "losses"])
    var inputs = RunInputs(parameters: ["w": Tensor(1)], steps: 1)
    inputs.constants[Trace.Key("rates")] = Tensor(shape: [3], values: [1, 0.5, 2])
    inputs.series["gradients", "w"] = .init(shape: [], steps: 1, values: [1])
    inputs.series["losses", ""] = .init(shape: [3], steps: 1, values: [3, 3, 4])
    var trace = try search.trace(inputs)
    #expect(trace["chosenRate", ""]?.values == [0.5])
    trace["chosenRate", ""] = .init(shape: [], steps: 1, values: [1])
    trace["weights", "w"] = .init(shape: [], steps: 2, values: [1, 0])
    #expect(try search.judgements(of: trace, inputs: inputs).values.allSatisfy { $0.holds })
    // The loss that belongs to the rate, but not the least.
    trace["chosenRate", ""] = .init(shape: [], steps: 1, values: [2])
    trace["loss", ""] = .init(shape: [], steps: 1, values: [4])
    trace["weights", "w"] = .init(shape: [], steps: 2, values: [1, -1])
    #expect(try search.judgements(of: trace, inputs: inputs).filter { !$0.value.holds }.map(\.key) == ["chosenRate"])
  }

  /// The window of 3 worked by hand: 1, 1 + 4, 1 + 4 + 9, 4 + 9 + 16.
  @Test func adadeltaForgetsWhatIsOlderThanItsWindow() throws {
    let adadelta = try Component.adadelta.recipe("window")
    var inputs = RunInputs(parameters: ["w": Tensor(0)], settings: ["window": 3], steps: 4)
    inputs.series["gradients", "w"] = .init(shape: [], steps: 4, values: [1, 2, 3, 4])
    #expect(try adadelta.trace(inputs)["accumulator", "w"]?.values == [1, 5, 14, 29])
  }

  @Test func adafactorKeepsOnlyWhatAParameterNeeds() throws {
    let adafactor = try Component.adafactor.recipe()
    let trace = try adafactor.trace(Cases.usual(for: adafactor))
    #expect(trace["rowAverage", "W"]?.shape == [4])
    #expect(trace["columnAverage", "W"]?.shape == [3])
    #expect(trace.parameters(of: "rowAverage") == ["W"])
    #expect(trace.parameters(of: "squareAverage") == ["b", "s"])
  }

  /// After enough iterations the rows of Muon's update are close to orthonormal.
  @Test func muonOrthogonalisesItsMomentum() throws {
    let muon = try Component.muon.recipe()
    var inputs = Cases.generic(for: muon)
    inputs.settings = ["iterations": 10]
    let update = try #require(try muon.trace(inputs)["X10", "W"])
    for step in 0..<Cases.steps {
      let x = Array(update.step(step))
      for (i, j) in [(0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2)] {
        let product = (0..<4).reduce(0) { $0 + x[3 * $1 + i] * x[3 * $1 + j] }
        #expect(abs(product - (i == j ? 1 : 0)) < 0.6, "columns \(i) and \(j) at step \(step): \(product)")
      }
    }
  }

  private func distance(_ a: Trace.Series?, _ b: Trace.Series?) -> Double { distance(a?.values, b?.values ?? []) }

  private func distance(_ a: [Double]?, _ b: [Double]) -> Double {
    guard let a, a.count == b.count else { return .infinity }
    let scale = b.map(abs).max() ?? 1
    return zip(a, b).map { abs($0 - $1) }.reduce(0, max) / scale
  }
}
