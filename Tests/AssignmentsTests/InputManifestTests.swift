import Assignments
import Foundation
import Testing
import Traces

/// Manifests of components that are given their inputs by name.
@Suite struct InputManifestTests {
  private static let layer = """
    title: Dense layer
    recipe: dense
    convention: plain
    type: Dense
    quantities: {y: 60, dW: 40}
    cases:
      - id: usual
        title: a batch
        steps: 2
        seed: 1
        inputs:
          x: {shape: [5, 4]}
          W: {shape: [3, 4], distribution: uniform, range: [-1, 1]}
          b: {shape: [3], distribution: whole, below: 4}
          dy: {shape: [5, 3], distribution: normal}

    """

  private func assignment(_ text: String) throws(ManifestError) -> Assignment {
    try Assignment(
      manifest: Array(text.utf8), file: "assignment.yaml", id: "20-dense")
  }

  @Test func inputsAreDrawnByName() throws {
    let read = try assignment(Self.layer)
    #expect(read.kind == .layer)
    let graded = try #require(read.cases.first)
    #expect(graded.parameters.isEmpty && graded.inputs.map(\.name) == ["W", "b", "dy", "x"])
    let inputs = RunInputs(graded)
    // Each of the two calls is handed a batch of its own.
    #expect(Set(inputs.series.keys.map(\.quantity)) == ["dy", "x"] && inputs.steps == 2)
    let x = try #require(inputs.series["x", ""])
    #expect(x.shape == [5, 4] && x.steps == 2 && Array(x.step(0)) != Array(x.step(1)))
    let weights = try #require(inputs.constants[.init("W")])
    #expect(weights.values.allSatisfy { (-1...1).contains($0) } && Set(weights.values).count == 12)
    #expect(inputs.constants[.init("b")]?.values.allSatisfy { [0, 1, 2, 3].contains($0) } == true)
    #expect(inputs == RunInputs(graded))
    var other = graded
    other.seed = 2
    #expect(inputs.constants != RunInputs(other).constants)
  }

  @Test func whatIsNewAtEachStepIsASeries() throws {
    let text = """
      title: Batch normalisation
      recipe: batchNorm
      convention: training
      type: BatchNorm
      quantities: {y: 1}
      cases:
        - id: usual
          title: three batches
          steps: 3
          seed: 1
          inputs:
            x: {shape: [6, 2]}
            gamma: {shape: [2]}
            beta: {shape: [2]}
            runningMean0: {shape: [2]}
            runningVariance0: {shape: [2], distribution: uniform, range: [0.5, 2]}
            dy: {shape: [6, 2]}

      """
    let inputs = RunInputs(try #require(try assignment(text).cases.first))
    #expect(inputs.series["x", ""]?.steps == 3 && inputs.series["x", ""]?.shape == [6, 2])
    #expect(inputs.constants[.init("gamma")]?.shape == [2] && inputs.constants[.init("x")] == nil)
  }

  @Test func aScheduleNeedsNoInputs() throws {
    let text = """
      title: Exponential decay
      recipe: exponentialDecay
      convention: plain
      type: Decay
      quantities: {learningRate: 1}
      cases:
        - {id: usual, title: ten steps, steps: 10, seed: 1}

      """
    let read = try assignment(text)
    #expect(read.cases[0].inputs.isEmpty && read.cases[0].steps == 10)
  }

  private static let search = """
    title: Line search
    recipe: lineSearch
    convention: plain
    type: LineSearch
    quantities: {losses: 1, chosenRate: 1, weights: 1}
    cases:
      - id: usual
        title: three rates
        steps: 4
        seed: 1
        parameters: {W: [2, 2], s: []}
        objective: {}
        inputs:
          rates: {values: [0.1, 0.5, 1]}
        grants: {loss: 12}

    """

  /// Its losses are answers, and worth points all the same: for asking at the right places.
  @Test func anOptimizerIsGivenAListAndAskedForItsAnswers() throws {
    let graded = try #require(try assignment(Self.search).cases.first)
    #expect(graded.inputs == [InputDraw("rates", [3], .listed([0.1, 0.5, 1]))] && graded.grants == [.loss: 12])
    let inputs = RunInputs(graded)
    #expect(inputs.constants[.init("rates")]?.values == [0.1, 0.5, 1] && inputs.objective?.center.count == 2)
    var other = graded
    other.seed = 2
    #expect(
      RunInputs(other).constants[.init("rates")] == inputs.constants[.init("rates")]
        && RunInputs(other).objective != inputs.objective)
  }

  @Test(arguments: [
    ("    objective: {}\n", "", "7: cases: the key 'objective' is missing: expected how the objective is drawn"),
    ("    rates: {values", "    rate: {values", "unknown input 'rate' of 'lineSearch' in its convention 'plain'"),
    ("[0.1, 0.5, 1]", "[]", "14: cases.inputs.rates.values: expected at least one number, found a list"),
    ("[0.1, 0.5, 1]", "[0.1, much]", "14: cases.inputs.rates.values: expected a number, found the text 'much'"),
    ("[0.1, 0.5, 1]", "0.1", "14: cases.inputs.rates.values: expected a list of numbers, found the number 0.1"),
    ("values: ", "shape: [3], values: ", "unknown key 'shape'; the keys here are values"),
    ("losses: 1", "loss: 1, losses: 1", "found 'loss', the answer to the quantity 'loss'"),
  ])
  func whatIsWrongWithAListIsNamed(_ part: String, _ replacement: String, _ message: String) {
    let text = Self.search.replacingOccurrences(of: part, with: replacement)
    #expect(text != Self.search)
    let error = #expect(throws: ManifestError.self) { try assignment(text) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func classesFromOneAndSignsAreDrawn() throws {
    let text = Self.layer.replacingOccurrences(of: "distribution: whole", with: "distribution: whole, from: 2")
      .replacingOccurrences(of: "x: {shape: [5, 4]}", with: "x: {shape: [5, 4], distribution: sign}")
    let inputs = RunInputs(try assignment(text).cases[0])
    #expect(Set(try #require(inputs.constants[.init("b")]).values).isSubset(of: [2, 3]))
    #expect(Set(try #require(inputs.series["x", ""]).values) == [-1, 1])
  }

  @Test func rowsOfOneAndSharesAreDrawn() throws {
    let text = Self.layer.replacingOccurrences(
      of: "x: {shape: [5, 4]}", with: "x: {shape: [5, 4], distribution: oneHot}")
    let hot = try #require(RunInputs(try assignment(text).cases[0]).series["x", ""]).values
    let shares = try #require(
      RunInputs(try assignment(text.replacingOccurrences(of: "oneHot", with: "probabilities")).cases[0]).series["x", ""]
    ).values
    #expect(Set(hot) == [0, 1] && shares.allSatisfy { $0 > 0 && $0 < 1 })
    for row in stride(from: 0, to: hot.count, by: 4) {
      #expect(hot[row..<row + 4].reduce(0, +) == 1)
      #expect(abs(shares[row..<row + 4].reduce(0, +) - 1) < 1e-15)
    }
  }

  /// Nothing is held against a recipe or a kind that is not known.
  @Test(arguments: [
    (
      "recipe: dense", "recipe: densse",
      "assignment.yaml:2: recipe: unknown recipe 'densse'; did you mean 'dense'?"
    ),
    (
      "convention: plain", "convention: plane",
      "assignment.yaml:3: convention: unknown convention 'plane' of 'dense'; did you mean 'plain'?"
    ),
  ])
  func aWrongNameIsAllThatIsSaid(_ part: String, _ replacement: String, _ message: String) {
    let error = #expect(throws: ManifestError.self) {
      try assignment(Self.layer.replacingOccurrences(of: part, with: replacement))
    }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    ("      x: {shape: [5, 4]}\n", "", "12: cases.inputs: the key 'x' is missing: expected a draw"),
    ("x: {shape: [5, 4]}", "x: {}", "12: cases.inputs.x: the key 'shape' is missing: expected a list of extents"),
    ("distribution: normal", "distribution: gamma", "cases.inputs.dy.distribution: unknown distribution of an input"),
    (", range: [-1, 1]", "", "the key 'range' is missing: expected two numbers, the lower one first"),
    (", below: 4", "", "the key 'below' is missing: expected a whole number of at least 1"),
    (", below: 4", ", from: 4, below: 4", "expected a whole number of at least 5, found the number 4"),
    (", below: 4", ", from: -1, below: 4", "expected a whole number from 0 to 2147483647"),
    ("    inputs:\n", "    parameters: {W: [3, 4]}\n    inputs:\n", "unknown key 'parameters'"),
    ("b: {shape", "bias: {shape", "unknown input 'bias' of 'dense' in its convention 'plain'"),
    ("{y: 60, dW: 40}", "{weights: 60, dW: 40}", "unknown quantity 'weights'"),
    ("x: {shape: [5, 4]}", "x: {shape: [90000, 90000]}", "at most 50000000 numbers"),
  ])
  func whatIsWrongIsNamed(_ part: String, _ replacement: String, _ message: String) {
    let text = Self.layer.replacingOccurrences(of: part, with: replacement)
    #expect(text != Self.layer)
    #expect {
      try assignment(text)
    } throws: { error in
      let said = "\(error)"
      if !said.contains(message) { Issue.record("\(said)") }
      return said.contains(message)
    }
  }
}
