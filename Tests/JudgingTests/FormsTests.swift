import Assignments
import Equations
import Evaluation
import GradingSupport
import Judging
import Reference
import Tensors
import Testing
import Traces

/// Right programs that round where a quantity's own equation does not.
@Suite struct FormsTests {
  // MARK: Read off two states

  static let displacements: [(component: Component, convention: String, quantity: String, form: Expression?)] = [
    (.momentum, "heavyBall", "velocity", (w - previous(w)) / -1),
    (.momentum, "average", "m", (w - previous(w)) / -η),
    (.momentum, "velocity", "velocity", (w - previous(w)) / -η),
    (.nesterov, "lookahead", "velocity", (w - previous(w)) / -1),
    (.nesterov, "lookahead", "lookahead", nil),
    (.adam, "outsideRoot", "mHat", nil),
    (.adam, "unitRate", "mHat", nil),
    (.gradientDescent, "plain", "weights", nil),
  ]

  /// By their values: the same formula may be written in several ways.
  @Test(arguments: displacements.indices) func aStepIsReadOffItsStates(index: Int) throws {
    let (component, convention, quantity, expected) = Self.displacements[index]
    let recipe = try component.recipe(convention)
    let form = recipe.forms(of: Reference(quantity)).first
    guard let expected else { return #expect(form == nil) }
    let signs = Signs(recipe)
    #expect(NormalForm(try #require(form), signs: signs) == NormalForm(expected, signs: signs))
  }

  /// A run of heavy-ball momentum near the minimum of a bowl, whose velocity is read off the weights.
  private func momentum(scale: Double, wrong: Double = 1, absurd: Double? = nil) throws -> [String: Judgement] {
    let recipe = try Component.momentum.recipe("heavyBall")
    var generator = SeededGenerator(seed: 3)
    var (w, v) = (1.0, 0.0)
    var weights = Trace.Series(shape: [1], steps: 1, values: [w])
    var (velocities, gradients) = (Trace.Series(shape: [1]), Trace.Series(shape: [1]))
    for step in 1...40 {
      let g = scale * (generator.uniform() - 0.5)
      let old = w
      w = old - (0.9 * v + wrong * 0.01 * g)
      v = old - w
      if let absurd, step == 5 { w = absurd }
      gradients.append([g])
      velocities.append([v])
      weights.append([w])
    }
    var trace = Trace()
    (trace["weights", "w"], trace["velocity", "w"], trace["gradients", "w"]) = (weights, velocities, gradients)
    var series = Trace()
    series["gradients", "w"] = gradients
    let inputs = RunInputs(parameters: ["w": Tensor(shape: [1], values: [1])], series: series, settings: [:])
    return try recipe.judgements(of: trace, inputs: inputs)
  }

  @Test(arguments: [1.0, 1e-2, 1e-4]) func aVelocityIsADifferenceOfWeights(scale: Double) throws {
    let judged = try momentum(scale: scale)
    #expect(judged["velocity"]?.holds == true && judged["weights"]?.holds == true, "\(judged)")
    #expect(try momentum(scale: scale, wrong: 1.001)["velocity"]?.holds == false)
  }

  @Test func anAbsurdWeightHidesNothing() throws {
    let judged = try momentum(scale: 1, wrong: 1.001, absurd: 1e300)
    #expect(judged["velocity"]?.holds == false)
  }

  // MARK: Taken back

  /// Each trial is taken and taken back, so that the weights are off by as many roundings, of numbers as large as the
  /// largest step.
  private func search(seed: UInt64, wrong: Double = 1) throws -> [String: Judgement] {
    let recipe = try Component.lineSearch.recipe()
    var generator = SeededGenerator(seed: seed)
    let rates = [0.1, 0.5, 1, 5, 10, 30, 200]
    let count = 6
    let curvature = (0..<count).map { _ in 0.05 + 1.5 * generator.uniform() }
    let center = (0..<count).map { _ in 2 * generator.uniform() - 1 }
    func loss(_ w: [Double]) -> Double {
      var sum = 0.0
      for i in 0..<count {
        let distance = w[i] - center[i]
        sum += distance * distance * curvature[i]
      }
      return sum / 2
    }
    var w = (0..<count).map { _ in 2 * generator.uniform() - 1 }
    let start = w
    var weights = Trace.Series(shape: [count], steps: 1, values: w)
    var (losses, gradients) = (Trace.Series(shape: [rates.count]), Trace.Series(shape: [count]))
    var (chosen, reached) = (Trace.Series(shape: []), Trace.Series(shape: []))
    for _ in 1...12 {
      let g = (0..<count).map { curvature[$0] * (w[$0] - center[$0]) }
      let found = rates.map { rate in
        for i in 0..<count { w[i] -= rate * g[i] }
        defer { for i in 0..<count { w[i] += rate * g[i] } }
        return loss(w)
      }
      let best = found.indices.min { found[$0] < found[$1] } ?? 0
      for i in 0..<count { w[i] -= wrong * rates[best] * g[i] }
      gradients.append(g)
      losses.append(found)
      chosen.append([rates[best]])
      reached.append([found[best]])
      weights.append(w)
    }
    var trace = Trace()
    (trace["weights", "w"], trace["gradients", "w"], trace["losses", ""]) = (weights, gradients, losses)
    (trace["chosenRate", ""], trace["loss", ""]) = (chosen, reached)
    var inputs = RunInputs(parameters: ["w": Tensor(shape: [count], values: start)], settings: [:], steps: 12)
    inputs.constants[.init("curvature", "w")] = Tensor(shape: [count], values: curvature)
    inputs.constants[.init("center", "w")] = Tensor(shape: [count], values: center)
    inputs.constants[.init("rates")] = Tensor(shape: [rates.count], values: rates)
    return try recipe.judgements(of: trace, inputs: inputs)
  }

  @Test(arguments: 1...20) func trialsMayBeTakenBack(seed: Int) throws {
    let judged = try search(seed: UInt64(seed))
    for quantity in ["losses", "chosenRate", "weights"] {
      #expect(judged[quantity]?.holds == true, "\(quantity) is off by \(judged[quantity]?.worst as Any) bounds")
    }
    #expect(try search(seed: UInt64(seed), wrong: 1 + 1e-6)["weights"]?.holds == false)
  }

  // MARK: A difference of squares

  /// The mean of the squares less the square of the mean, of numbers far from 0, is taught as the variance too.
  @Test(arguments: [(3, 1.0), (6, 5.0), (6, 100.0)]) func aVarianceIsTheMeanOfSquaresLessASquare(
    _ count: Int, _ offset: Double
  ) throws {
    let recipe = try Component.layerNorm.recipe()
    var generator = SeededGenerator(seed: 11)
    let shape = [40, 1, count]
    let x = (0..<40 * count).map { _ in offset + generator.uniform() }
    func judged(wrong: Double) throws -> Judgement? {
      var (means, variances) = ([Double](), [Double]())
      for row in 0..<40 {
        let own = x[row * count..<(row + 1) * count]
        let mean = own.reduce(0, +) / Double(count)
        means.append(mean)
        variances.append(own.reduce(0) { $0 + $1 * $1 } / Double(count) - wrong * mean * mean)
      }
      var inputs = RunInputs(parameters: [:], settings: [:])
      inputs.constants[.init("x")] = Tensor(shape: shape, values: x)
      for name in ["gamma", "beta"] {
        inputs.constants[.init(name)] = Tensor(shape: [count], values: (0..<count).map { 1 + Double($0) })
      }
      inputs.constants[.init("dy")] = Tensor(shape: shape, values: x)
      var trace = Trace()
      trace["mean", ""] = .init(shape: [40, 1], steps: 1, values: means)
      trace["variance", ""] = .init(shape: [40, 1], steps: 1, values: variances)
      return try recipe.judgements(of: trace, inputs: inputs)["variance"]
    }
    let right = try judged(wrong: 1)
    #expect(right?.holds == true, "off by \(right?.worst as Any) bounds")
    #expect(try judged(wrong: 1 + 1e-9)?.holds == false)
  }

  // MARK: Of every recipe

  /// A slice of what `script/evaluate --lines` judges.
  @Test(arguments: 1...6) func legalRearrangementsLoseNothing(seed: Int) throws {
    var honest = try HonestLines()
    try honest.add(seed: UInt64(seed))
    #expect(honest.lines > 200 && honest.lost.isEmpty, "\(honest.text)")
  }
}
