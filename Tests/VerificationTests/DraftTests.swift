import Assignments
import Diagnosis
import Equations
import Grading
import Reference
import TestSupport
import Testing

@testable import Verification

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

  /// The second case of Adam is there because the first hides what is written in for a setting. Without it, a case is proposed
  /// that catches all of that; the manifest reads the lines as that case.
  @Test func aCaseIsProposedForWhatIsMissed() async throws {
    var assignment = try Self.library.assignment("10-adam")
    assignment.cases = Array(assignment.cases.prefix(1))
    let missed = try await SelfCheck(Grader(assignment)).mutants().filter {
      if case .missed = $0.fate { true } else { false }
    }
    #expect(!missed.isEmpty)
    let found = try await CaseProposals(Grader(assignment))
    #expect(found.left.isEmpty)
    #expect(found.proposals.flatMap(\.catches).sorted() == missed.map(\.sentence).sorted())
    assignment.cases += try found.proposals.map { try Self.read($0.lines, like: assignment) }
    #expect(assignment.cases.dropFirst().map(\.id) == found.proposals.map(\.graded.id))
    let left = try await SelfCheck(Grader(assignment)).mutants().filter {
      if case .missed = $0.fate { true } else { false }
    }
    #expect(left.isEmpty)
  }

  /// Nothing is missed, but every case has the same steps and settings: a program may have them written in.
  @Test func aCaseIsProposedForWhatIsAlike() async throws {
    var assignment = try Self.library.assignment("20-dense")
    assignment.cases = Array(assignment.cases.suffix(1))
    #expect(!Coincidence.all(in: assignment).isEmpty)
    let found = try await CaseProposals(Grader(assignment))
    #expect(found.alike.isEmpty && found.left.isEmpty && !found.proposals.isEmpty, "\(found.alike) \(found.left)")
    assignment.cases += try found.proposals.map { try Self.read($0.lines, like: assignment) }
    #expect(Coincidence.all(in: assignment).isEmpty)
  }

  @Test func noCaseIsProposedWhereNoneIsLacking() async throws {
    let found = try await CaseProposals(Grader(Self.library.assignment("30-exponentialDecay")))
    #expect(found.proposals.isEmpty && found.left.isEmpty && found.tried > 20)
  }

  /// Every case of the course is written as it was read.
  @Test func casesAreWrittenAsTheyAreRead() throws {
    for id in try Self.library.ids() {
      for part in try Self.library.assignment(id).graded {
        let recipe = try Catalogue.component(part.recipe).recipe(part.convention)
        for graded in part.cases where !graded.isHidden {
          let lines = try #require(CaseText(graded: graded, recipe: recipe).lines)
          #expect(try Self.read(lines, like: part) == graded, "\(id): \(lines)")
        }
      }
    }
  }

  private static let library = AssignmentLibrary(directory: Repository.root + "/assignments")

  /// Reads lines of a manifest's `cases` in an assignment like another one.
  private static func read(_ lines: [String], like assignment: Assignment) throws -> Assignment.Case {
    let head = [
      "title: Any", "recipe: \(assignment.recipe)", "convention: \(assignment.convention)",
      "type: \(assignment.typeName)",
      "precision: \(assignment.cases[0].format == .double ? "double" : "single")", "quantities:",
    ]
    let worth = assignment.quantities.filter { $0.points > 0 }.map(\.name)
    let quantities = assignment.quantities.map { "  \($0.name): \($0.points)" }
    let text =
      (head + quantities + ["cases:"] + lines + [
        "samples:", "  Starter: {points: nothing, fails: [\(worth.joined(separator: ", "))]}", "",
      ])
      .joined(separator: "\n")
    return try #require(Assignment(manifest: text.utf8, file: "assignment.yaml", id: "any").cases.first)
  }
}
