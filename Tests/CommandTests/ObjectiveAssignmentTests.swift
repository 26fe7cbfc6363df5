import Foundation
import TestSupport
import Testing

/// An assignment whose submissions may ask for gradients: Nesterov's look-ahead, graded by the real program.
@Suite struct ObjectiveAssignmentTests {
  private static let manifest = """
    title: Nesterov
    recipe: nesterov
    convention: lookahead
    type: Nesterov
    protocol: optimizer
    quantities: {lookahead: 20, gradients: 30, velocity: 20, weights: 30}
    cases:
      - id: bowl
        title: a quadratic bowl
        steps: 12
        seed: 3
        settings: {learningRate: 0.2, momentum: 0.7}
        parameters: {W: [2, 3], b: [3]}
        objective: {curvature: [0.5, 2], center: [-1, 1]}
        grants: {gradient: 12}
    """

  private static func source(_ gradient: String) -> String {
    """
    import GradusKit
    struct Nesterov: Optimizer {
      @Setting var learningRate = 0.01
      @Setting var momentum = 0.9
      var velocity: Parameters = 0, lookahead: Parameters = 0
      mutating func step(_ weights: inout Parameters, gradients: Parameters) {
        lookahead = weights - momentum * velocity
        let g = \(gradient)
        velocity = momentum * velocity + learningRate * g
        weights -= velocity
      }
    }
    """
  }

  private func check(_ gradient: String, options: [String] = []) throws -> Gradus.Outcome {
    let scratch = try Scratch()
    _ = try scratch.write(Self.manifest, to: "share/gradus/assignments/30-nesterov/assignment.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/share/gradus/kit", withDestinationPath: Repository.root + "/Sources")
    let path = try scratch.write(Self.source(gradient), to: "Nesterov.swift")
    return try Gradus.run(
      ["check", path, "--assignment", "30-nesterov", "--full"] + options, environment: ["GRADUS_HOME": scratch.path])
  }

  @Test func askingAheadEarnsEverything() throws {
    let result = try check("Objective.gradient(at: lookahead)")
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("100 of 100 points"), "\(result.output)")
  }

  @Test func goingByTheGradientsOfThePresentWeightsIsFound() throws {
    let result = try check("gradients")
    #expect(result.code == 1, "\(result.output)\(result.errors)")
    #expect(result.output.contains("✗ gradients"), "\(result.output)")
  }

  @Test func askingTwiceAStepIsOnceTooOften() throws {
    let result = try check("Objective.gradient(at: weights) * 0 + Objective.gradient(at: lookahead)")
    #expect(result.code == 1, "\(result.output)\(result.errors)")
    // A program's output is broken before the edge of a terminal.
    let printed = result.output.replacingOccurrences(of: "\n  │ ", with: "")
    #expect(
      printed.contains(
        "was asked once too often, in step 7: it had been answered 0 times in this step and 12 times in all"),
      "\(result.output)")
  }

  @Test func aHiddenCaseGrantsTheSame() throws {
    let scratch = try Scratch()
    let seed = try scratch.write(String(repeating: "secret ", count: 8), to: "seed")
    let result = try check("Objective.gradient(at: lookahead)", options: ["--hidden-seed", seed])
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }
}
