import PluginHost
import Tensors
import Testing
import Traces

@Suite struct RunTests {
  @Test func adamTakesItsFirstStepAsByHand() async throws {
    let bench = try await Bench.shared
    let wanted = OptimizerCase(
      settings: ["learningRate": 0.5],
      parameters: [("W", Tensor(shape: [2], values: [1, 2])), ("b", Tensor(3))],
      gradients: [[("W", Tensor(shape: [2], values: [0.25, 0])), ("b", Tensor(-4))]])
    let result = await bench.runner.run(try await bench.compile(Sources.adam), wanted)
    #expect(result.ending == .completed)
    #expect(result.output == "")
    #expect(result.settingsDeclared == ["learningRate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8])
    #expect(result.quantitiesDeclared == ["m", "v", "mHat", "vHat"])
    #expect(result.trace.quantities == ["gradients", "m", "mHat", "v", "vHat", "weights"])

    // m = 0.1 g, v = 0.001 g²; corrected they are g and g², so the step is the learning rate times the sign of g.
    let first = try #require(result.trace["m", "W"])
    #expect(first.steps == 1 && first.shape == [2])
    #expect(Array(first.step(0)) == [(1 - 0.9) * 0.25, 0])
    #expect(Array(try #require(result.trace["v", "b"]).step(0)) == [(1 - 0.999) * -4 * -4])
    #expect(Array(try #require(result.trace["mHat", "b"]).step(0)) == [-4])
    let weights = try #require(result.trace["weights", "W"])
    #expect(weights.steps == 2)
    #expect(Array(weights.step(0)) == [1, 2])
    #expect(abs(weights.step(1).first! - 0.5) < 1e-7)
    #expect(weights.step(1).last! == 2)
    #expect(abs(try #require(result.trace["weights", "b"]).step(1).first! - 3.5) < 1e-7)
  }

  @Test func loopsOverPlainNumbersGiveTheSameNumbers() async throws {
    let bench = try await Bench.shared
    let wanted = smallCase(steps: 6, settings: ["beta1": 0.8])
    let whole = await bench.runner.run(try await bench.compile(Sources.adam), wanted)
    let loops = await bench.runner.run(try await bench.compile(Sources.loops), wanted)
    #expect(whole.ending == .completed && loops.ending == .completed)
    #expect(whole.trace == loops.trace)
    #expect(whole.trace["weights", "W"]?.steps == 7)
  }

  @Test func numbersArriveBitByBit() async throws {
    let bench = try await Bench.shared
    let source = Sources.stepping("    weights = g")
    let values = [-0.0, .leastNonzeroMagnitude, .infinity, Double(bitPattern: 0x7FF8_0000_0000_1234), 0.1 + 0.2]
    let result = await bench.runner.run(
      try await bench.compile(source),
      OptimizerCase(
        parameters: [("W", Tensor(repeating: 1, shape: [5]))], gradients: [[("W", Tensor(shape: [5], values: values))]])
    )
    #expect(result.ending == .completed)
    #expect(result.trace["weights", "W"]?.step(1).map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test func aScheduleIsSetBeforeEachStep() async throws {
    let bench = try await Bench.shared
    let source = """
      import GradusKit
      struct Adam: Optimizer {
        @Setting var learningRate = 7.0
        @Setting var period = 3
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
          weights -= learningRate * Double(period) * g
        }
      }
      """
    let one = Tensor(1)
    let result = await bench.runner.run(
      try await bench.compile(source),
      OptimizerCase(
        settings: ["period": 2, "warmup": 5], settingSeries: ["learningRate": [1, 10, 100]], parameters: [("x", one)],
        gradients: [[("x", one)], [("x", one)], [("x", one)]]))
    #expect(result.ending == .completed)
    #expect(result.trace["weights", "x"]?.values == [1, -1, -21, -221])
    #expect(result.unknownSettings == ["warmup"])
    #expect(result.settingsDeclared == ["learningRate": 7, "period": 3])
  }

  @Test func aSettingThatIsNoWholeNumberIsRefused() async throws {
    let bench = try await Bench.shared
    let source = """
      import GradusKit
      struct Adam: Optimizer {
        @Setting var period = 3
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) {}
      }
      """
    let result = await bench.runner.run(try await bench.compile(source), smallCase(steps: 1, settings: ["period": 0.5]))
    #expect(result.ending == .failed("the setting \"period\" cannot be 0.5: it is a whole number"))
  }

  @Test func aQuantityWithoutNamesIsZerosOfTheirShapes() async throws {
    let bench = try await Bench.shared
    let source = """
      import GradusKit
      struct Adam: Optimizer {
        var m: Parameters = 0
        var late: [String: [Double]] = [:]
        var t = 0
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
          m = 0
          t += 1
          if t == 2 { late = ["b": [1, 2, 3], "nobody": [4], "W": [1]] }
        }
      }
      """
    let result = await bench.runner.run(try await bench.compile(source), smallCase(steps: 2))
    #expect(result.ending == .completed)
    #expect(result.trace["m", "W"] == Trace.Series(shape: [4, 3], steps: 2, values: Array(repeating: 0, count: 24)))
    let late = try #require(result.trace["late", "b"])
    #expect(late.steps == 2 && late.step(0).allSatisfy(\.isNaN) && Array(late.step(1)) == [1, 2, 3])
    // Too few numbers are published as they are, so that the report can say what is wrong with them.
    #expect(result.trace["late", "W"]?.shape == [1] && result.trace["late", "nobody"] == nil)
  }

  @Test func aClassIsAnOptimizerToo() async throws {
    let bench = try await Bench.shared
    let source = """
      import GradusKit
      final class Adam: Optimizer {
        @Setting var learningRate = 0.5
        var m: Parameters = 0
        func step(_ weights: inout Parameters, gradients g: Parameters) { m["x"][0] += 1; weights -= learningRate * m }
      }
      """
    let result = await bench.runner.run(
      try await bench.compile(source),
      OptimizerCase(settings: ["learningRate": 2], parameters: [("x", Tensor(0))], gradients: [[("x", Tensor(1))]]))
    #expect(result.ending == .completed)
    #expect(result.trace["weights", "x"]?.values == [0, -2])
  }
}
