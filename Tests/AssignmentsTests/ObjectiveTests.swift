import Tensors
import Testing
import Traces

@testable import Assignments

@Suite struct ObjectiveTests {
  private func read(_ recipe: String = "gradientDescent", quantities: String, extra: String) throws -> Assignment {
    let manifest = """
      title: Learner
      recipe: \(recipe)
      convention: plain
      type: Learner
      quantities: {\(quantities)}
      cases:
        - id: only
          title: the only one
          steps: 3
          seed: 1
          parameters: {W: [2, 2], b: [2]}
      \(extra)
      """
    return try Assignment(manifest: manifest.utf8, file: "assignment.yaml", id: "30-learner")
  }

  @Test func aCaseHasAnObjectiveAndGrants() throws {
    let extra = "    objective: {curvature: [1, 3], center: [-2, 0]}\n    grants: {gradient: 7, loss: 2}"
    let graded = try read(quantities: "weights: 1", extra: extra).cases[0]
    #expect(graded.objective == ObjectiveDraw(curvature: 1...3, center: -2...0))
    #expect(graded.grants == [.gradient: 7, .loss: 2])
    let inputs = RunInputs(graded)
    let objective = try #require(inputs.objective)
    #expect(objective.curvature.map(\.shape) == [[2, 2], [2]])
    #expect(objective.curvature.flatMap(\.values).allSatisfy { (1...3).contains($0) })
    #expect(objective.center.flatMap(\.values).allSatisfy { (-2...0).contains($0) })
    #expect(Set(objective.center.flatMap(\.values)).count == 6)
    #expect(inputs.grants == graded.grants)

    // At the center the loss is zero; one unit away in one direction it is half that direction's curvature.
    var point = objective.center
    #expect(objective.loss(at: point) == 0)
    point[1] = Tensor(shape: [2], values: [objective.center[1][0] + 1, objective.center[1][1]])
    #expect(abs(objective.loss(at: point) - objective.curvature[1][0] / 2) < 1e-12)
    #expect(abs(objective.gradient(at: point)[1][0] - objective.curvature[1][0]) < 1e-12)
    #expect(objective.gradient(at: point)[0].values.allSatisfy { $0 == 0 })
  }

  @Test func anObjectiveLeavesTheOtherDrawsAsTheyWere() throws {
    let plain = RunInputs(try read(quantities: "weights: 1", extra: "    gradients: {}").cases[0])
    let asked = RunInputs(try read(quantities: "weights: 1", extra: "    gradients: {}\n    objective: {}").cases[0])
    #expect(plain.parameters == asked.parameters && plain.objective == nil && asked.objective != nil)
  }

  /// An answer that is worth points is not given.
  @Test func whatIsGradedIsNotGranted() throws {
    let extra = "    inputs: {rates: {values: [1]}}\n    objective: {}\n    grants: {loss: 5}"
    let error = #expect(throws: ManifestError.self) {
      try read("lineSearch", quantities: "loss: 1, weights: 1", extra: extra)
    }
    #expect(
      error?.description == """
        assignment.yaml:14: cases.grants.loss: expected no answer to what is graded, found 'loss', the \
        answer to the quantity 'loss'
        """)
    // Without points, the answer may be granted.
    _ = try read("lineSearch", quantities: "loss: 0, weights: 1", extra: extra)
    // No optimizer of the catalogue reports gradients as its own.
    #expect(Question.gradient.quantities(["W", "b"]) == ["dW", "db"])
  }
}
