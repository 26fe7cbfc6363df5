import Assignments
import Foundation
import Testing
import Traces

/// Manifests of training loops: parameters to start from, and inputs that are given or that the program chooses.
@Suite struct TrainingManifestTests {
  private static let training = """
    title: A training loop
    recipe: trainMLP
    convention: gradientDescent
    type: Perceptron
    quantities: {batches: 20, loss: 40, weights: 40}
    cases:
      - id: usual
        title: a few points
        steps: 7
        seed: 1
        settings: {learningRate: 0.1}
        parameters: {W1: [4, 2], b1: [4], W2: [1, 4], b2: [1]}
        weights: {magnitudes: [0.1, 1]}
        inputs:
          x: {shape: [12, 2]}
          target: {shape: [12, 1], distribution: whole, below: 2}
          batches: {shape: [5], distribution: shuffle, below: 12, chosen: true}

    """

  private func assignment(_ text: String) throws(ManifestError) -> Assignment {
    try Assignment(
      manifest: Array(text.utf8), file: "assignment.yaml", id: "40-perceptron")
  }

  @Test func everythingIsDrawn() throws {
    let read = try assignment(Self.training)
    #expect(read.kind == .training)
    let graded = try #require(read.cases.first)
    #expect(graded.parameters.map(\.name) == ["W1", "W2", "b1", "b2"] && graded.inputs.count == 3)
    let inputs = RunInputs(graded)
    #expect(inputs.chosen == ["batches"] && inputs.series.quantities == ["batches"] && inputs.steps == 7)
    #expect(inputs.constants[.init("x")]?.shape == [12, 2])
    #expect(inputs.parameters.values.allSatisfy { $0.values.allSatisfy { (0.1...1).contains($0.magnitude) } })
    // Two batches an epoch; two points are left over in each.
    let batches = try #require(inputs.series["batches", ""])
    #expect(batches.steps == 7 && batches.shape == [5])
    #expect(Set(batches.values.prefix(10)).count == 10 && batches.values.allSatisfy { (0..<12).contains($0) })
  }

  @Test func batchesMayBeGiven() throws {
    let text = Self.training.replacingOccurrences(of: ", chosen: true", with: ", chosen: false")
      .replacingOccurrences(of: "batches: 20, ", with: "")
    #expect(RunInputs(try #require(try assignment(text).cases.first)).chosen.isEmpty)
  }

  @Test(arguments: [
    ("      x: {shape: [12, 2]}\n", "", "the key 'x' is missing: expected a draw"),
    ("chosen: true", "chosen: 1", "batches.chosen: expected true or false, found the number 1"),
    (
      "x: {shape: [12, 2]}", "x: {shape: [12, 2], chosen: true}",
      "expected an input that a program can choose, found 'x'; it can choose batches"
    ),
    (", chosen: true", "", "found 'batches', which it is given: write 'chosen: true' in every case, or leave it out"),
    ("below: 12", "below: 60000000000", "batches.below: expected a whole number from 5 to 50000000"),
    ("below: 12", "below: 4", "batches.below: expected a whole number from 5 to 50000000, found the number 4"),
    ("W1: [4, 2], ", "", "cases.parameters: the key 'W1' is missing: expected a list of extents"),
    ("W1: [4, 2]", "W3: [4, 2]", "unknown parameter 'W3' of 'trainMLP'; did you mean 'W1'?"),
    ("    parameters: {W1: [4, 2], b1: [4], W2: [1, 4], b2: [1]}\n", "", "the key 'parameters' is missing"),
    ("    seed: 1\n", "    seed: 1\n    gradients: {zeros: 0}\n", "unknown key 'gradients'"),
    ("    seed: 1\n", "    seed: 1\n    learningRates: [1]\n", "unknown key 'learningRates'"),
    ("loss: 40", "m: 40", "unknown quantity 'm' of 'trainMLP' in its convention 'gradientDescent'"),
    ("shape: [12, 2]", "shape: [90000, 90000]", "at most 50000000 numbers"),
  ])
  func whatIsWrongIsNamed(_ part: String, _ replacement: String, _ message: String) {
    let text = Self.training.replacingOccurrences(of: part, with: replacement)
    #expect(text != Self.training)
    #expect {
      try assignment(text)
    } throws: { error in
      let said = "\(error)"
      if !said.contains(message) { Issue.record("\(said)") }
      return said.contains(message)
    }
  }

  /// Only an input of a training loop can be the program's choice.
  @Test func aLayerChoosesNothing() {
    let text = """
      title: Dropout
      recipe: dropout
      convention: inverted
      type: Dropout
      quantities: {y: 1}
      cases:
        - id: usual
          title: one
          steps: 1
          seed: 1
          inputs:
            x: {shape: [5, 4]}
            dy: {shape: [5, 4]}
            mask: {shape: [5, 4], distribution: whole, below: 2, chosen: true}

      """
    #expect { try assignment(text) } throws: { "\($0)".contains("unknown key 'chosen'") }
  }
}
