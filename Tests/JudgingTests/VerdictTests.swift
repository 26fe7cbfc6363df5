import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Testing
import Verification

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
    #expect(negated.finding("generic/weights") == .rightDespite(sources: ["mHat"]))
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
    let found = try #require(result.finding("generic/mHat")?.nonFinite)
    #expect(found.value.isNaN && found.step == 7 && found.extent == .thisStep)
    #expect(found.source == nil && found.cause == nil)
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
    #expect(result.finding("generic/vHat") == .follows(sources: ["v"], origins: ["v"]))
    #expect(result.finding("generic/weights") == .follows(sources: ["vHat"], origins: ["v"]))
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
    let found = result.checks.filter { $0.quantity == "weights" }.compactMap(\.finding?.nonFinite)
    #expect(found.contains { $0.value.isNaN && $0.source == nil && $0.cause == .zeroOverZero }, "\(found)")
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
    let found = result.checks.filter { $0.quantity == "weights" }.compactMap(\.finding?.nonFinite)
      .filter(\.value.isNaN)
    #expect(!found.isEmpty && found.allSatisfy { $0.source == nil && $0.cause == .zeroOverZero }, "\(found)")
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
    let grader = try Grader(AssignmentLibrary.shipped.assignment("21-meanSquaredError"))
    let gradient = try #require(grader.recipe.reported.first { $0 != "loss" })
    let formula = try #require(grader.recipe.formula(of: gradient))
    let student = SimulatedStudent(grader.recipe.replacing(gradient, by: formula / 2))
    let result = await grader.grade(student)
    let said = result.sentences(gradient)
    #expect(!said.isEmpty && !said.contains { $0.contains("This is another form") }, "\(said)")
  }
}
