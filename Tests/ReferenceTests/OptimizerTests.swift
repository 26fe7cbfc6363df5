import Equations
import Reference
import Tensors
import Testing
import Traces

@Suite struct OptimizerTests {
  /// Two steps of Adam worked by hand with β₁ = ½, β₂ = ¾, η = ½, ε = 0 and gradients 2, then −1.
  @Test func adamFollowsItsAlgorithm() throws {
    let trace = try run(
      Component.adam.recipe(), start: 1, gradients: [2, -1],
      settings: ["beta1": 0.5, "beta2": 0.75, "learningRate": 0.5, "epsilon": 0])
    #expect(values(trace, "m") == [1, 0])  // ½·0 + ½·2 ; ½·1 + ½·(−1)
    #expect(values(trace, "v") == [1, 1])  // ¼·4 ; ¾·1 + ¼·1
    #expect(values(trace, "mHat") == [2, 0])  // 1/(1 − ½)
    let second: Double = 1 / 0.4375
    #expect(values(trace, "vHat") == [4, second])  // 1/(1 − ¾) ; 1/(1 − 9/16)
    #expect(values(trace, "weights") == [1, 0.5, 0.5])  // 1 − ½·2/2 ; a step of 0
  }

  @Test func theThreeMomentaAccumulateDifferentThings() throws {
    let settings = ["momentum": 0.5, "learningRate": 0.25]
    let heavy = try run(Component.momentum.recipe("heavyBall"), start: 0, gradients: [4, 2], settings: settings)
    #expect(values(heavy, "velocity") == [1, 1])
    #expect(values(heavy, "weights") == [0, -1, -2])
    let average = try run(Component.momentum.recipe("average"), start: 0, gradients: [4, 2], settings: settings)
    #expect(values(average, "m") == [2, 2])
    #expect(values(average, "weights") == [0, -0.5, -1])
    let velocity = try run(Component.momentum.recipe("velocity"), start: 0, gradients: [4, 2], settings: settings)
    #expect(values(velocity, "velocity") == [4, 4])
    #expect(values(velocity, "weights") == [0, -1, -2])
  }

  /// The first gradient enters whole, the second with ¾ of it; worked by hand.
  @Test func dampeningSparesTheFirstGradient() throws {
    let trace = try run(
      Component.momentumDampened.recipe(), start: 0, gradients: [4, 2],
      settings: ["momentum": 0.5, "dampening": 0.25, "learningRate": 0.5])
    #expect(values(trace, "velocity") == [4, 3.5])
    #expect(values(trace, "weights") == [0, -2, -3.75])
  }

  /// Five steps of a cycle whose top is the third: worked by hand from d = 4 and f = 2 with η = 1.
  @Test func aCycleGoesUpAndDownInStraightLines() throws {
    let recipe = try Component.oneCycle.recipe()
    let settings: [String: Double] = [
      "learningRate": 1, "warmup": 3, "total": 5, "divisor": 4, "finalDivisor": 2,
    ]
    let trace = try recipe.trace(RunInputs(settings: settings, steps: 6))
    #expect(trace["learningRate", ""]?.values == [0.25, 0.625, 1, 0.5625, 0.125, 0.125])
  }

  @Test func aScheduleChangesTheRateOfEachStep() throws {
    let recipe = try Component.gradientDescent.recipe()
    var gradients = Trace()
    gradients["gradients", "w"] = .init(shape: [], steps: 2, values: [1, 1])
    let inputs = RunInputs(
      parameters: ["w": Tensor(3)], series: gradients, schedules: ["learningRate": [1, 0.5]])
    #expect(values(try recipe.trace(inputs), "weights") == [3, 2, 1.5])
  }

  private func run(
    _ recipe: Recipe, start: Double, gradients: [Double], settings: [String: Double]
  ) throws -> Trace {
    var trace = Trace()
    trace["gradients", "w"] = .init(shape: [], steps: gradients.count, values: gradients)
    return try recipe.trace(
      RunInputs(parameters: ["w": Tensor(start)], series: trace, settings: settings))
  }

  private func values(_ trace: Trace, _ quantity: String) -> [Double]? { trace[quantity, "w"]?.values }
}
