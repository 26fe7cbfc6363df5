import Assignments
import Equations
import Grading
import GradingSupport
import Reference
import Testing
import Traces

@testable import Verification

/// The attacks of `gradus verify` find an assignment's gaps, and leave a sound one alone.
@Suite struct AttackTests {
  private func coincidences(_ id: String, _ change: (inout Assignment) -> Void = { _ in }) throws -> [Coincidence] {
    var assignment = try AssignmentLibrary.shipped.assignment(id)
    change(&assignment)
    return Coincidence.all(in: assignment)
  }

  /// `gradus verify` attacks all of them; here are one with steps and one with calls.
  @Test(arguments: ["10-adam", "20-dense"]) func aShippedAssignmentHoldsAgainstAllOfThem(id: String) async throws {
    #expect(try coincidences(id).isEmpty)
    let grader = try Grader(AssignmentLibrary.shipped.assignment(id))
    let gaps = await CheatCheck(grader).results().filter(\.isGap).map { "\($0.cheat) \($0.points) \($0.quantities)" }
    #expect(gaps.isEmpty)
  }

  /// Solving for what is not read gives numbers along other axes than it has. Each recipe is attacked in a drafted case.
  @Test func noRecipeTripsTheAttack() async throws {
    var tried: Set<String> = []
    for component in Catalogue.components where component.kind != .training {
      for convention in component.conventions {
        let recipe = try component.recipe(convention.name)
        let drafted = DraftCase(id: "extents", title: "any", place: 2, seed: 3, share: nil).lines(recipe)
        guard recipe.obstacle == nil, let lines = drafted, let grader = try? Self.grader(recipe, lines) else {
          continue
        }
        for inputs in grader.inputs {
          // A drafted case may have shapes that do not go together: there an honest program does not end either.
          let honest = await SimulatedStudent(recipe).run(inputs).ending
          #expect(await CheatingStudent(.backSolved, in: grader).run(inputs).ending == honest, "\(component.name)")
        }
        tried.insert(component.name)
      }
    }
    #expect(tried.contains("smoothedCrossEntropy") && tried.count > 50, "\(tried.count)")
  }

  /// A grader of all that a recipe can have points for, in one case.
  private static func grader(_ recipe: Recipe, _ lines: [String]) throws -> Grader {
    let head = [
      "title: Any", "recipe: \(recipe.name)", "convention: \(recipe.convention)", "type: Any", "quantities:",
    ]
    let points = recipe.gradable.map { "  \($0): 1" }
    let samples = ["samples:", "  Starter: {points: nothing, fails: [\(recipe.gradable.joined(separator: ", "))]}", ""]
    let text = (head + points + ["cases:"] + lines + samples).joined(separator: "\n")
    return try Grader(Assignment(manifest: text.utf8, file: "assignment.yaml", id: "any"))
  }

  @Test func noShuffleInNameOnlyEarnsAnything() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("40-perceptron"))
    let result = try #require(await ShuffleCheck(grader).result())
    #expect(result.tried >= 8 && result.missed.isEmpty, "\(result)")
    let adam = try Grader(AssignmentLibrary.shipped.assignment("10-adam"))
    #expect(await ShuffleCheck(adam).result() == nil)
  }

  /// Without the third case, batches of six and sixteen steps are everywhere.
  @Test func whatAllCasesHaveAlikeIsAGap() throws {
    let perceptron = try coincidences("40-perceptron") { $0.cases.removeLast() }
    #expect(perceptron.contains(.steps(16)))
    #expect(perceptron.contains(.extent(of: "", axis: "batch", 6)))
    #expect(!perceptron.contains { if case .extent(_, axis: "in", _) = $0 { true } else { false } })
    let dense = try coincidences("20-dense") { $0.cases.removeLast() }
    #expect(dense.contains(.extent(of: "", axis: "in", 4)) && dense.contains(.steps(1)))
    let adam = try coincidences("10-adam") { $0.cases.removeLast() }
    #expect(adam.contains(.extent(of: "W", axis: "1", 4)) && adam.contains(.steps(25)))
    let usual = try coincidences("10-adam") {
      $0.cases[1].settings = $0.cases[0].settings; $0.cases.removeLast()
    }
    #expect(usual.contains(.setting("beta2", 0.999)))
  }

  /// A layer that is called once does not show what it keeps.
  @Test func oneCallHidesWhatIsKept() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("20-dense")
    func missed() async throws -> [String] {
      try await SelfCheck(Grader(assignment)).mutants().compactMap {
        if case .missed = $0.fate { $0.sentence } else { nil }
      }
    }
    #expect(try await missed().isEmpty)
    assignment.cases.removeLast()
    let found = try await missed()
    #expect(found.contains("dW is added to that of the call before."))
    #expect(found.contains("y is computed at the first call and kept."))
  }

  /// A mask that is the same at every call does not show that the first one is kept.
  @Test func oneMaskForAllCallsHidesThatItIsKept() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("51-dropout")
    let sentence = "mask of the first call is taken in all calls."
    func fate() async throws -> SelfCheck.Mutant.Fate? {
      try await SelfCheck(Grader(assignment)).mutants().first { $0.sentence == sentence }?.fate
    }
    guard case .caught(_, by: "calls")? = try await fate() else {
      Issue.record("not caught")
      return
    }
    for index in assignment.cases.indices {
      for place in assignment.cases[index].inputs.indices where assignment.cases[index].inputs[place].name == "mask" {
        assignment.cases[index].inputs[place].isPerStep = false
      }
    }
    guard case .missed? = try await fate() else {
      Issue.record("not missed")
      return
    }
  }

  /// Rates of which one always leads down do not show a least loss that is never reset.
  @Test func ratesThatAlwaysLeadDownHideWhatIsNeverReset() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("12-lineSearch")
    let sentence = "chosenRate changes only where its best is better than that of all steps before."
    func fate() async throws -> SelfCheck.Mutant.Fate? {
      try await SelfCheck(Grader(assignment)).mutants().first { $0.sentence == sentence }?.fate
    }
    guard case .caught? = try await fate() else {
      Issue.record("not caught")
      return
    }
    assignment.cases.removeAll { $0.id == "stay" }
    guard case .missed? = try await fate() else {
      Issue.record("not missed")
      return
    }
  }

  /// What is computed once and kept shows at the second step.
  @Test(arguments: [("10-adam", "mHat"), ("40-perceptron", "loss"), ("30-exponentialDecay", "learningRate")])
  func whatIsKeptFromTheFirstStepIsCaught(id: String, quantity: String) async throws {
    let mutants = try await SelfCheck(Grader(AssignmentLibrary.shipped.assignment(id))).mutants()
    let kept = mutants.first { $0.sentence == "\(quantity) is computed at the first step and kept." }
    guard case .caught? = kept?.fate else {
      Issue.record("\(String(describing: kept))")
      return
    }
  }

  /// An author's tolerance that lets made-up numbers pass.
  @Test func anAssignmentThatPaysForNothingIsFoundOut() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    assignment.comparison = Comparison(rtol: 0, atol: 1e9, reason: "for the test")
    let results = await CheatCheck(try Grader(assignment)).results()
    #expect(results.contains { $0.cheat == .zeros && $0.isGap && $0.points == 100 })
    #expect(results.contains { $0.cheat == .undefined && !$0.isGap })
    assignment.floor = 100
    #expect(await CheatCheck(try Grader(assignment)).results().allSatisfy { !$0.isGap })
  }

  /// Too short a run in too small batches to tell a shuffle by, and no longer one: the check says so.
  @Test func aShuffleThatCannotShowIsNamed() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("40-perceptron")
    for index in assignment.cases.indices {
      for place in assignment.cases[index].inputs.indices {
        // Two examples in one batch: every order is the same.
        switch assignment.cases[index].inputs[place].name {
        case "batches":
          assignment.cases[index].inputs[place].shape = [2]
          assignment.cases[index].inputs[place].distribution = .shuffle(of: 2)
        default: assignment.cases[index].inputs[place].shape[0] = 2
        }
      }
    }
    let missed = try #require(await ShuffleCheck(try Grader(assignment)).result()).missed
    #expect(missed == ShuffleInName.allCases.filter { $0 != .neverLast })
  }
}
