import Assignments
import Tensors
import Testing

@Suite struct ObjectiveTests {
  private static let learner = RecipeSignature(
    name: "learner", conventions: ["plain"], settings: [:],
    quantities: ["plain": ["dW", "loss", "weights"]])

  private func read(quantities: String, extra: String) throws -> Assignment {
    let manifest = """
      title: Learner
      recipe: learner
      convention: plain
      type: Learner
      protocol: optimizer
      quantities: {\(quantities)}
      cases:
        - id: only
          title: the only one
          steps: 3
          seed: 1
          parameters: {W: [2, 2], b: [2]}
      \(extra)
      """
    return try Assignment(
      manifest: manifest.utf8, file: "assignment.yaml", id: "30-learner", recipes: [Self.learner])
  }

  @Test func aCaseHasAnObjectiveAndGrants() throws {
    let extra = "    objective: {curvature: [1, 3], center: [-2, 0]}\n    grants: {gradient: 7, loss: 2}"
    let graded = try read(quantities: "weights: 1", extra: extra).cases[0]
    #expect(graded.objective == ObjectiveDraw(curvature: 1...3, center: -2...0))
    #expect(graded.grants == [.gradient: 7, .loss: 2])
    let inputs = CaseInputs(graded)
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
    let plain = CaseInputs(try read(quantities: "weights: 1", extra: "    gradients: {}").cases[0])
    let asked = CaseInputs(try read(quantities: "weights: 1", extra: "    gradients: {}\n    objective: {}").cases[0])
    #expect(plain.parameters == asked.parameters && plain.gradients == asked.gradients && plain.objective == nil)
  }

  /// An answer that is worth points is not given.
  @Test(arguments: [("loss: 1, weights: 1", "loss", "loss"), ("dW: 1, weights: 1", "gradient", "dW")])
  func whatIsGradedIsNotGranted(quantities: String, question: String, quantity: String) throws {
    let error = #expect(throws: ManifestError.self) {
      try read(quantities: quantities, extra: "    objective: {}\n    grants: {\(question): 5}")
    }
    #expect(
      error?.description == """
        assignment.yaml:14: cases.grants.\(question): expected no answer to what is graded, found '\(question)', the \
        answer to the quantity '\(quantity)'
        """)
    // Without points, the answer may be granted.
    let free = quantities.replacing("\(quantity): 1", with: "\(quantity): 0")
    _ = try read(quantities: free, extra: "    objective: {}\n    grants: {\(question): 5}")
  }
}
