import Assignments
import Equations
import Grading
import GradingSupport
import Reference
import Testing
import Verification

/// The self-check must find the gaps of an assignment, and must not call a mistake equivalent that only its cases hide.
@Suite struct SelfCheckTests {
  private func missed(_ assignment: Assignment) async throws -> [String] {
    try await SelfCheck(Grader(assignment)).mutants().filter { if case .missed = $0.fate { true } else { false } }
      .map(\.sentence)
  }

  static let ids = (try? AssignmentLibrary.shipped.tasks()) ?? []

  /// Changed formulas that compute the same, and the reason.
  private static let equivalents: [(proof: SelfCheck.Equivalence, id: String, sentence: String)] = [
    (.neverNegative, "10-adam", "In the equation of vHat, the absolute value of vₜ is taken, and should not be."),
    // v has the square of it.
    (.signFallsAway, "10-adam", "In the equation of v, the absolute value of gₜ is taken, and should not be."),
    (
      .orderOfFactors, "10-adam", "In the equation of weights, brackets are missing or misplaced around η·m̂ₜ/(√v̂ₜ + ε)."
    ),
    (
      .asGoodAChoice, "12-lineSearch",
      "In the equation of chosenRate, the absolute value of rates is taken, and should not be."
    ),
    // A condition is asked only if it is zero.
    // The loss's derivative by itself is the constant 1.
    (.sameAlgebra, "00-linearNeuron", "In the equation of dy, dlossₜ is squared, and should not be."),
    // y is positive just where x is, for a slope that is never negative.
    (.sameAlgebra, "02-prelu", "In the equation of dx, y stands where x belongs."),
    // XᵀX is its own transpose.
    (.sameAlgebra, "05-leastSquares", "In the equation of solution, gram is taken with rows and columns exchanged."),
    (.sameAlgebra, "19-clipping", "In the equation of clipped, [norm > ν] has the wrong sign."),
    (.sameAlgebra, "21-meanSquaredError", "In the equation of loss, the two sides of y − target are exchanged."),
    // The network has one output.
    (
      .onlyOne, "40-perceptron",
      "In the equation of dh1, only the first output is taken, and all of them belong in."
    ),
  ]

  @Test(arguments: ids) func aShippedAssignmentHasNoGap(id: String) async throws {
    let mutants = try await SelfCheck(Grader(AssignmentLibrary.shipped.task(id))).mutants()
    let missed = mutants.filter { if case .missed = $0.fate { true } else { false } }
    #expect(!mutants.isEmpty && missed.isEmpty, "\(missed)")
    for row in Self.equivalents where row.id == id {
      let own = mutants.filter { $0.sentence == row.sentence }
      #expect(own.contains { $0.fate == .equivalent(row.proof) }, "\(own)")
    }
  }

  @Test func everyProofIsGivenForAShippedAssignment() {
    #expect(Self.equivalents.allSatisfy { Self.ids.contains($0.id) })
  }

  /// Only a quantity that earns points can cost any.
  @Test func whatIsNotGradedIsNotCaught() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    assignment.quantities = [GradedQuantity(name: "m", points: 100)]
    let found = try await missed(assignment)
    #expect(found.contains { $0.contains("In the equation of weights, ε is left out") })
    #expect(found.contains { $0.contains("In the equation of v, gₜ is not squared") })
    #expect(!found.contains { $0.contains("In the equation of m,") })
    // With the weights alone graded, mistakes in what they are computed from show in them.
    assignment.quantities = [GradedQuantity(name: "weights", points: 100)]
    let weights = try await missed(assignment)
    #expect(!weights.contains { $0.contains("In the equation of v, gₜ is not squared") }, "\(weights)")
    // And a quantity without points can be wrong at no cost.
    assignment.quantities = [GradedQuantity(name: "m", points: 0), GradedQuantity(name: "v", points: 100)]
    #expect(try await missed(assignment).contains { $0.contains("In the equation of m, gₜ is squared") })
  }

  /// A wrong moment that nobody grades must not let the weights follow through.
  @Test func whatIsNotGradedExcusesNothing() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    assignment.quantities = [GradedQuantity(name: "weights", points: 100)]
    let grader = try Grader(assignment)
    let wrong = grader.recipe.replacing("m", by: β1 * previous(quantity("m")) + g)
    let checks = await grader.grade(SimulatedStudent(wrong)).checks
    #expect(checks.allSatisfy { $0.outcome == .incorrect && $0.points == 0 }, "\(checks.map(\.finding))")
    let honest = await grader.grade(SimulatedStudent(grader.recipe)).checks
    #expect(honest.allSatisfy { $0.outcome == .correct })
  }

  /// One example cannot tell a sum over the batch from a mean.
  @Test func oneExampleHidesTheBatch() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("20-dense")
    for index in assignment.cases.indices {
      for place in assignment.cases[index].inputs.indices {
        let input = assignment.cases[index].inputs[place]
        if ["x", "dy"].contains(input.name) { assignment.cases[index].inputs[place].shape[0] = 1 }
      }
    }
    let mutants = try await SelfCheck(Grader(assignment)).mutants()
    let found = mutants.filter { $0.sentence.contains("divided by the number of examples") }
    #expect(found.count >= 2)
    for mutant in found {
      #expect(mutant.fate == .missed(probe: "more examples, and no two axes of one length"), "\(mutant)")
    }
    #expect(mutants.contains { $0.sentence.contains("only the last example") })
  }

  /// The self-check finds a case that cannot show a mistake, and names the probe that would.
  @Test func aWeakAssignmentIsFoundOut() async throws {
    let assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    var weak = assignment
    // Without gradients near ε, and ε next to nothing, its place cannot be seen; the exchange of terms is still caught.
    weak.cases = [assignment.cases[0]]
    weak.cases[0].settings["epsilon"] = 1e-30
    let mutants = try await SelfCheck(Grader(weak)).mutants()
    let missed = mutants.filter { if case .missed = $0.fate { true } else { false } }
    #expect(missed.contains { $0.sentence.contains("ε") })
    let strong = try await SelfCheck(Grader(assignment)).mutants()
    #expect(!strong.contains { if case .missed = $0.fate { true } else { false } })
    #expect(strong.count > 200)
  }

  /// A tolerance under which mistakes pass is a gap.
  @Test func aWideToleranceIsAGap() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    assignment.comparison = Comparison(rtol: 0.5, atol: 10, reason: "for the test")
    #expect(try await !missed(assignment).isEmpty)
    assignment.comparison = Comparison(rtol: 1e-11, atol: 1e-12, reason: "for the test")
    #expect(try await missed(assignment).isEmpty)
  }

  @Test func habitsAndOtherConventionsAreTried() async throws {
    let mutants = try await SelfCheck(Grader(AssignmentLibrary.shipped.assignment("10-adam"))).mutants()
    for words in [
      "raised once for each parameter", "The parameters share one m", "The parameters share one v", "is transposed",
      "raised 2 times a step", "everywhere but in the last element", "in single precision",
      "This is the form of note 002",
      "This is another form (epsilonHat",
    ] {
      let own = mutants.filter { $0.sentence.contains(words) }
      #expect(!own.isEmpty, "\(words)")
      #expect(own.allSatisfy { if case .caught = $0.fate { true } else { false } }, "\(own)")
    }
  }

  /// With one parameter nothing is shared, and nothing is counted twice: no gap, as there is no mistake.
  @Test func aHabitThatCannotShowIsNoGap() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    for index in assignment.cases.indices {
      assignment.cases[index].parameters = [ParameterShape(name: "b", shape: [3])]
    }
    let mutants = try await SelfCheck(Grader(assignment)).mutants()
    #expect(!mutants.contains { $0.sentence.contains("once for each parameter") || $0.sentence.contains("share one") })
    #expect(!mutants.contains { $0.sentence.contains("is transposed") })
  }
}
