import Assignments
import Diagnosis
import Equations
import Reference
import Testing
import Verification

/// New assignments, drafted from recipes.
@Suite struct DraftTests {
  private func draft(_ recipe: String, _ convention: String? = nil) async throws -> AssignmentDraft {
    try await AssignmentDraft(
      Catalogue.component(recipe).recipe(convention), id: "77-new", title: "New", type: "New", attempts: 2)
  }

  /// An optimizer, layers with axes and without, a loss, a schedule and an initializer: no mistake earns everything.
  @Test(arguments: ["adamw", "dense", "sigmoid", "meanSquaredError", "stepDecay", "glorotUniform"])
  func aDraftTellsMistakesApart(_ recipe: String) async throws {
    let draft = try await draft(recipe)
    #expect(draft.gaps.count == 0, "\(draft.gaps)")
    #expect(draft.assignment.points == 100)
    #expect(draft.assignment.cases.count == 3)
    #expect(draft.assignment.samples.map(\.name) == ["Starter"])
    #expect(Coincidence.all(in: draft.assignment).isEmpty)
  }

  /// A factor has fewer axes than its parameter, and nobody can share it.
  @Test func factorsOfAMatrixAreNoTrap() async throws {
    let draft = try await draft("adafactor")
    #expect(draft.assignment.recipe == "adafactor")
  }

  @Test func whatOnlyAnAuthorKnowsIsNotDrafted() async throws {
    await #expect(throws: AssignmentDraft.Refusal.training) { try await draft("trainMLP") }
    await #expect(throws: AssignmentDraft.Refusal.shape(recipe: "piecewiseConstant")) {
      try await draft("piecewiseConstant")
    }
  }

  /// The properties that are read stand in the starter, and the equations in the handout.
  @Test func aStarterNamesWhatIsRead() async throws {
    let recipe = try Catalogue.component("dense").recipe()
    let source = StarterDraft(recipe, title: "Dense", type: "Dense").source
    for words in ["struct Dense: Layer", "var W = Tensor(0)", "var dW = Tensor(0)", "func backward(_ dy: Tensor)"] {
      #expect(source.contains(words), "\(source)")
    }
    let text = HandoutDraft(try await draft("dense"), recipe).text
    #expect(text.contains("    dW = Σ⟨batch⟩ dy·x") && text.contains("| `db` | 25 |"), "\(text)")
  }
}
