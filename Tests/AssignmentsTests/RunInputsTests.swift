import Assignments
import Foundation
import Tensors
import Testing
import Traces

@Suite struct RunInputsTests {
  /// The output of `Oracles/case_inputs.py 7 3 -1.6 1.6 0.2 0.75 1.25 W:2x2 s:`: the same draws, written in Python from
  /// the description in docs/assignment-format.md.
  static let oracle = """
    parameters W bfe91d2128846829 3ff3dd7625621598 bfedf647c89887a0 bff0a900907be4b5
    parameters s bff0d10119ab944c
    gradients W 1 c003f6b8537f6ccc 3ff234e1448d005c 3fe4e3da457de981 3fc57e0917f84820
    gradients W 2 bfd2728fc960e221 0000000000000000 bfe2aef1eca7f3ab bfe41a64205cbd83
    gradients W 3 bfa6341f1f70f0f0 bf7c607f02101d70 bfc55a3c983527b7 3fa4c5a591ca5929
    gradients s 1 bfb37cdbe7c33edc
    gradients s 2 3fc8f42702318d31
    gradients s 3 bfc0a8d85be6edcc
    """

  /// Its output with `--objective 0.5 2 -1 1` in front: the draws, and the objective's answers at the starting weights.
  static let objectiveOracle = """
    curvature W 3ff862e29ccaef8a 3feb1c997149ab3a 3ff25222d944c175 3ffcc5304704a7b8
    center W bfd85b570f68aac4 3fe97b23d90ab4c4 bfe90a5c88e817cc bfe444b254826a7c
    curvature s 3fe9960a87cea269
    center s 3feb0256ca061fe4
    loss 3ffceaef2e16d8f8
    gradient W bfe3b72256d161ce 3fd8251a8580cf06 bfc68ab1d5d66870 bfe7782521de0a71
    gradient s bff83e5dede6a121
    """

  /// Its output for `--rows 7 3 4`, a row a line: a `oneHot`, then `probabilities`.
  static let rowsOracle = """
    0000000000000000 0000000000000000 3ff0000000000000 0000000000000000
    0000000000000000 0000000000000000 0000000000000000 3ff0000000000000
    0000000000000000 3ff0000000000000 0000000000000000 0000000000000000
    3fd13762ff2cb2e3 3fd81b853c8c6907 3fb8884cf5242308 3fd08b0486fddb54
    3fbad8c3aea4725a 3fcdba20fd988a06 3fd13c987ab69598 3fd930261ad408ce
    3fd4c2886c21b060 3fc87eec4b82545a 3fd353a4e6d0abed 3fc754b90e98f30e
    """

  private func drawn(
    seed: UInt64, steps: Int, shapes: [ParameterShape], gradients: GradientDraw,
    learningRates: LearningRates? = nil, objective: ObjectiveDraw? = nil
  ) throws -> RunInputs {
    var drawn = try read(sound).cases[0]
    drawn.seed = seed
    drawn.steps = steps
    drawn.parameters = shapes
    drawn.gradients = gradients
    drawn.learningRates = learningRates
    drawn.objective = objective
    return RunInputs(drawn)
  }

  private func bits(_ values: some Sequence<Double>) -> String {
    values.map {
      let digits = String($0.bitPattern, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined(separator: " ")
  }

  @Test func everyBitIsTheOracles() throws {
    let shapes = [ParameterShape(name: "s", shape: []), ParameterShape(name: "W", shape: [2, 2])]
    let inputs = try drawn(seed: 7, steps: 3, shapes: shapes, gradients: GradientDraw(zeros: 0.2))
    var lines = inputs.names.map { "parameters \($0) \(bits(inputs.parameters[$0]?.values ?? []))" }
    for name in ["W", "s"] {
      let series = try #require(inputs.series["gradients", name])
      for step in 0..<3 { lines.append("gradients \(name) \(step + 1) \(bits(series.step(step)))") }
    }
    #expect(lines.joined(separator: "\n") == Self.oracle)
  }

  @Test func everyBitOfAnObjectiveIsTheOracles() throws {
    let shapes = [ParameterShape(name: "s", shape: []), ParameterShape(name: "W", shape: [2, 2])]
    let inputs = try drawn(
      seed: 7, steps: 3, shapes: shapes, gradients: GradientDraw(zeros: 0.2),
      objective: ObjectiveDraw(curvature: 0.5...2, center: -1...1))
    let objective = try #require(inputs.objective)
    let names = inputs.names
    let start = names.compactMap { inputs.parameters[$0] }
    #expect(names == ["W", "s"])
    var lines = names.indices.flatMap { index in
      [
        "curvature \(names[index]) \(bits(objective.curvature[index].values))",
        "center \(names[index]) \(bits(objective.center[index].values))",
      ]
    }
    lines.append("loss \(bits([objective.loss(at: start)]))")
    for (name, gradient) in zip(names, objective.gradient(at: start)) {
      lines.append("gradient \(name) \(bits(gradient.values))")
    }
    #expect(lines.joined(separator: "\n") == Self.objectiveOracle)
  }

  @Test func everyBitOfRowsIsTheOracles() throws {
    var one = try read(sound).cases[0]
    one.seed = 7
    one.inputs = [InputDraw("hot", [3, 4], .oneHot), InputDraw("shares", [3, 4], .probabilities)]
    let inputs = RunInputs(one)
    let lines = try ["hot", "shares"].flatMap { name in
      let values = try #require(inputs.constants[.init(name)]).values
      return (0..<3).map { bits(values[4 * $0..<4 * $0 + 4]) }
    }
    #expect(lines.joined(separator: "\n") == Self.rowsOracle)
  }

  @Test func aLongerCaseBeginsLikeAShorterOne() throws {
    let shapes = [ParameterShape(name: "W", shape: [3])]
    let short = try drawn(seed: 3, steps: 2, shapes: shapes, gradients: GradientDraw(zeros: 0.1))
    let long = try drawn(seed: 3, steps: 5, shapes: shapes, gradients: GradientDraw(zeros: 0.1))
    #expect(short.parameters == long.parameters)
    let start = try #require(long.series["gradients", "W"]).values.prefix(6)
    #expect(try #require(short.series["gradients", "W"]).values[...] == start)
  }

  @Test func anotherSeedGivesOtherNumbers() throws {
    let shapes = [ParameterShape(name: "W", shape: [3])]
    let one = try drawn(seed: 3, steps: 2, shapes: shapes, gradients: GradientDraw())
    let other = try drawn(seed: 4, steps: 2, shapes: shapes, gradients: GradientDraw())
    #expect(one.parameters != other.parameters)
    #expect(one.series != other.series)
  }

  /// Kolmogorov and Smirnov: for 20 000 draws D √n exceeds 2.3 with probability 2·e^(−2·2.3²) ≈ 5·10⁻⁵; the seed is fixed.
  @Test func gradientsAreNormal() throws {
    let inputs = try drawn(
      seed: 11, steps: 1, shapes: [ParameterShape(name: "W", shape: [20_000])],
      gradients: GradientDraw(exponents: 0...0))
    let sorted = try #require(inputs.series["gradients", "W"]).values.sorted()
    let count = Double(sorted.count)
    let distance =
      sorted.enumerated().map { rank, value in
        let expected = 0.5 * erfc(-value / 2.0.squareRoot())
        return max(abs(expected - Double(rank) / count), abs(expected - Double(rank + 1) / count))
      }.max() ?? 1
    #expect(distance * count.squareRoot() < 2.3)
  }

  @Test func aStepIsScaledByAPowerOfTen() throws {
    let shapes = [ParameterShape(name: "W", shape: [4])]
    let plain = try drawn(seed: 5, steps: 1, shapes: shapes, gradients: GradientDraw(exponents: 0...0))
    for exponent in [-100, -1.6, -1, 0.25, 1.6, 22, 99.5] {
      let scaled = try drawn(seed: 5, steps: 1, shapes: shapes, gradients: GradientDraw(exponents: exponent...exponent))
      let from = try #require(plain.series["gradients", "W"]).values
      let to = try #require(scaled.series["gradients", "W"]).values
      for (from, to) in zip(from, to) {
        #expect(abs(to / (from * pow(10, exponent)) - 1) < 1e-13, "10^\(exponent)")
      }
    }
  }

  @Test func aScheduleGivesOneRateForEachStep() throws {
    let shapes = [ParameterShape(name: "W", shape: [1])]
    let drop = try drawn(
      seed: 5, steps: 4, shapes: shapes, gradients: GradientDraw(), learningRates: .drop(at: 3, factor: 0.5))
    #expect(drop.schedules["learningRate"] == [0.001, 0.001, 0.0005, 0.0005])
    let list = try drawn(
      seed: 5, steps: 2, shapes: shapes, gradients: GradientDraw(), learningRates: .list([1, 2]))
    #expect(list.schedules["learningRate"] == [1, 2])
    #expect(try drawn(seed: 5, steps: 2, shapes: shapes, gradients: GradientDraw()).schedules.isEmpty)
  }

  @Test(arguments: [0, 1]) func theShippedCasesCanTellMistakesApart(position: Int) throws {
    let inputs = RunInputs(try shippedLibrary.assignment("adam").cases[position])
    let start = inputs.names.compactMap { inputs.parameters[$0] }
    let weights = start.flatMap(\.values)
    #expect(inputs.names == ["W", "b", "s"])
    #expect(start.map(\.shape) == [[4, 3], [3], []])
    #expect(Set(weights.map(abs)).count == 16, "no two weights share a magnitude")
    #expect(weights.allSatisfy { (0.75...1.25).contains(abs($0)) })
    #expect(weights.contains { $0 < 0 } && weights.contains { $0 > 0 })

    let series = inputs.series.keys.compactMap { inputs.series[$0] }
    #expect(inputs.series.parameters(of: "gradients") == ["W", "b", "s"])
    #expect(series.map(\.steps) == [25, 25, 25])
    let zeros = series.reduce(0) { $0 + $1.values.count { $0 == 0 } }
    #expect((5...60).contains(zeros), "about one in twenty of 400 is exactly 0, not \(zeros)")
    let magnitudes = (0..<25).map { step in series.flatMap { $0.step(step) }.map(abs).max() ?? 0 }
    #expect((magnitudes.max() ?? 0) > 10 && (magnitudes.min() ?? 1) < 0.2, "from small steps to large ones")
  }
}
