import Assignments
import Equations
import GradeModel
import Reference
import TestSupport
import Testing

@testable import Grading
@testable import Verification

/// Verdicts on right numbers from wrong ones, and the place of a mistake.
@Suite struct VerdictTests {
  /// Two signs that cancel: the weights are right at every step.
  @Test func rightWeightsKeepTheirMarksThoughTheMomentIsNegated() async throws {
    let negated = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.m = element.β1 * element.m - (1 - element.β1) * element.gradient
        element.v = element.β2 * element.v + (1 - element.β2) * element.gradient * element.gradient
        element.correct()
        element.weight += element.η * element.mHat / (element.vHat.squareRoot() + element.ε)
      })
    #expect(
      negated.outcomes("generic") == [
        "gradients": "correct", "m": "incorrect", "v": "correct", "mHat": "followThrough", "vHat": "correct",
        "weights": "followThrough",
      ])
    #expect(
      negated.message("generic/weights") == "weights is right, though it does not follow from the mHat that you report")
    #expect(!negated.checks.contains { $0.diagnosis?.sentences.contains { $0.contains("up the gradient") } ?? false })
  }

  /// One number of mHat is published wrongly and never used.
  @Test func aNumberThatIsNoneAtOneStepCostsOnlyItself() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.moments()
        element.correct()
        element.update()
        if element.t == 7 { element.mHat = .nan }
      })
    #expect(result.outcomes("generic")["mHat"] == "incorrect")
    #expect(result.outcomes("generic")["weights"] == "followThrough")
    #expect(
      result.message("generic/mHat").hasSuffix("is NaN, not a number, at step 7"), "\(result.message("generic/mHat"))")
  }

  /// Right numbers do not make a wrong equation right: both are wrong here, and both lose their marks.
  @Test func twoMistakesThatDoNotCancelCostBoth() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.m = element.β1 * element.m + element.gradient
        element.v = element.β2 * element.v + (1 - element.β2) * element.gradient * element.gradient
        element.correct()
        element.weight += element.η * element.mHat / (element.vHat.squareRoot() + element.ε)
      })
    #expect(result.outcomes("generic")["m"] == "incorrect")
    #expect(result.outcomes("generic")["weights"] == "incorrect")
  }

  @Test func theMistakeIsNamedWhereItIs() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.m = element.β1 * element.m + (1 - element.β1) * element.gradient
        element.v = element.β2 * element.v + (1 - element.β2) * element.m * element.m
        element.correct()
        element.update()
      })
    #expect(result.message("generic/vHat") == "vHat follows rightly from your own v, where the mistake is")
    #expect(result.message("generic/weights") == "weights follows rightly from your own vHat; the mistake is in v")
  }

  /// A mistake that begins late, behind one that begins at once: each has its step.
  @Test func aSecondDivergenceIsThatFromTheEquation() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.m = element.β1 * element.m + element.gradient
        element.v = element.β2 * element.v + (1 - element.β2) * element.gradient * element.gradient
        element.correct()
        if element.t < 10 {
          element.update()
        } else {
          element.weight -= element.η * element.mHat / (element.vHat + element.ε).squareRoot()
        }
      })
    let check = try #require(result.checks.first { $0.id == "generic/weights" })
    #expect(check.outcome == .incorrect)
    #expect(check.divergence?.step == 1 && check.equationDivergence?.step == 10)
    let element = try #require(check.equationDivergence?.elements.first)
    #expect(abs(element.yours - element.expected) > element.allowed)
    let distances = try #require(check.distances)
    #expect(
      distances.map(\.step).starts(with: [1]) && distances.last?.step == 25 && distances.count <= StepDistance.most)
    #expect(distances.map(\.step).contains(10))
    #expect(distances.allSatisfy { $0.fromExpected > 0 })
    for distance in distances {
      let own = try #require(distance.fromEquation)
      #expect(distance.step < 10 ? own < 1e-13 : own > 1e-9, "step \(distance.step): \(own)")
    }
    // A quantity that is wrong by itself differs from both at the same place.
    let m = try #require(result.checks.first { $0.id == "generic/m" })
    #expect(m.divergence?.step == m.equationDivergence?.step)
  }

  // MARK: NaN

  @Test func theCauseIsThatOfTheProgramsOwnFormula() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.moments()
        element.correct()
        element.weight -= element.η * element.mHat / element.vHat.squareRoot()
      })
    let messages = result.checks.filter { $0.quantity == "weights" }.map(\.message)
    #expect(messages.contains { $0.contains("NaN") && $0.hasSuffix(": 0/0") }, "\(messages)")
  }

  /// NaN in mHat that the program's weights never use is not the origin of theirs.
  @Test func anOriginIsNamedOnlyWhereTheFormulaTakesIt() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.moments()
        element.correct()
        element.mHat = element.t == 1 ? .nan : element.mHat
        element.weight -= element.η * element.m / element.vHat.squareRoot()
      })
    let messages = result.checks.filter { $0.quantity == "weights" && $0.message.contains("NaN") }.map(\.message)
    #expect(!messages.isEmpty && messages.allSatisfy { $0.hasSuffix(": 0/0") }, "\(messages)")
  }

  // MARK: Alternatives

  /// ε left out is ε taken as 0: one sentence says both.
  @Test func oneFormulaIsSaidOnce() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.moments()
        element.correct()
        element.weight -= element.η * element.mHat / element.vHat.squareRoot()
      })
    let alternatives = result.checks.compactMap(\.diagnosis).first?.alternatives ?? []
    #expect(!alternatives.contains { $0.contains("ε is missing") || $0.contains("ε is left out") }, "\(alternatives)")
  }

  /// A summed gradient is no other convention if the loss is a mean.
  @Test func aConventionThatOtherQuantitiesContradictDoesNotComeFirst() async throws {
    let library = AssignmentLibrary(directory: Repository.root + "/assignments")
    let grader = try Grader(library.assignment("21-meanSquaredError"))
    let gradient = try #require(grader.recipe.reported.first { $0 != "loss" })
    let formula = try #require(grader.recipe.formula(of: gradient))
    let student = SimulatedStudent(grader.recipe.replacing(gradient, by: formula / 2))
    let result = await grader.grade(student)
    let said = result.sentences(gradient)
    #expect(!said.isEmpty && !said.contains { $0.contains("This is another form") }, "\(said)")
  }
}
