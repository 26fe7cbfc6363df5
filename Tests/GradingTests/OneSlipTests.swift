import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Tensors
import Testing
import Traces
import Verification

/// One slip costs once, and nobody gains by making one.
@Suite struct OneSlipTests {
  private typealias Element = AdamProgram.Element

  private func grade(_ step: @escaping @Sendable (inout Element) -> Void) async throws -> Grader.Result {
    try await grade(AdamProgram(step: step), by: AdamProgram.grader())
  }

  /// Grades a program, and holds its marks against the most that it can earn whatever explains them: `gradus verify` explains
  /// nothing where that is little enough.
  private func grade(_ subject: some Subject, by grader: Grader) async -> Grader.Result {
    let (result, runs) = await grader.grade(running: subject)
    #expect(result.points <= grader.mostPoints(runs) + 1e-9)
    return result
  }

  private func outcome(_ result: Grader.Result, _ quantity: String) -> Outcome? {
    result.checks.first { $0.id == "generic/" + quantity }?.outcome
  }

  // MARK: NaN

  /// The power of a base at the step before: 0/0 at the first step, and weights that are NaN from there on.
  private static func early(_ element: Element, _ base: Double) -> Double { element.power(base) / base }

  @Test func timeFromZeroCostsItsTwoEquations() async throws {
    let result = try await grade { element in
      element.moments()
      let (a, b) = (
        element.t == 1 ? 1 : Self.early(element, element.β1), element.t == 1 ? 1 : Self.early(element, element.β2)
      )
      (element.mHat, element.vHat) = (element.m / (1 - a), element.v / (1 - b))
      element.update()
    }
    #expect(result.points == 70)
    let weights = try #require(result.checks.first { $0.id == "usual/weights" })
    #expect(weights.outcome == .followThrough && weights.points == weights.maximum)
    guard case .followsNotFinite(let found, let origins)? = weights.finding else {
      Issue.record("\(String(describing: weights.finding))")
      return
    }
    #expect(found.step == 1 && origins == ["mHat", "vHat"])
  }

  /// Weights that are NaN show nothing. So they earn no more than the slip has cost, which may be made on purpose.
  @Test func nothingIsGainedByMakingNaN() async throws {
    let result = try await grade { element in
      element.moments()
      element.correct()
      if element.t == 1 { element.mHat = element.m / 0 }
      if element.t > 1 { element.mHat = element.m / (1 - Self.early(element, element.β1)) }
      element.weight = .nan
    }
    #expect(outcome(result, "mHat") == .incorrect && outcome(result, "weights") == .followThrough)
    #expect(result.points == 70)
    #expect(result.checks.allSatisfy { $0.isSound })
  }

  /// The root of a negative number is NaN, and the numbers beside it show that it was taken.
  @Test func rootsOfNegativeNumbersCostTheEquationBefore() async throws {
    let result = try await grade { element in
      element.moments()
      element.v = 0.2 * element.gradient
      element.correct()
      element.update()
    }
    #expect(outcome(result, "v") == .incorrect && outcome(result, "weights") == .followThrough)
    #expect(result.points == 80)
  }

  /// Weights that stay, where they are not NaN, show nothing.
  @Test func weightsThatStayAreNotTheRoot() async throws {
    let result = try await grade { element in
      element.moments()
      element.v = 0.2 * element.gradient
      element.correct()
      let weight = element.weight
      element.update()
      if element.weight.isFinite { element.weight = weight }
    }
    #expect(outcome(result, "weights") == .incorrect)
  }

  /// Infinities of both signs, each as the equation gives it, show that it was computed.
  @Test func timeOneTooSmallInOneEquationCostsThatOne() async throws {
    let result = try await grade { element in
      element.moments()
      element.correct()
      element.mHat = element.m / (element.t == 1 ? 0 : 1 - Self.early(element, element.β1))
      element.update()
    }
    #expect(outcome(result, "mHat") == .incorrect && outcome(result, "weights") == .followThrough)
    #expect(result.points == 85)
  }

  @Test(arguments: [1.0, -1]) func infinitiesOfAnotherSignShowNothing(_ sign: Double) async throws {
    let result = try await grade { element in
      element.moments()
      element.correct()
      element.mHat = element.m / (element.t == 1 ? 0 : 1 - Self.early(element, element.β1))
      let weight = element.weight
      element.update()
      if !element.weight.isFinite { element.weight = weight.isFinite ? sign * .infinity : weight }
    }
    #expect(result.points == 70)
  }

  /// The finite numbers of an equation are right, and one is not finite: a slip of its own.
  @Test func aSingleNaNCostsItsEquation() async throws {
    let result = try await grade { element in
      element.moments()
      element.correct()
      if element.t == 3 { element.mHat = .infinity }
      element.update()
    }
    #expect(outcome(result, "mHat") == .incorrect && outcome(result, "vHat") == .correct)
    #expect(result.points == 70)
  }

  @Test func whatNothingExplainsEarnsNothing() async throws {
    let result = try await grade { element in
      element.moments()
      element.correct()
      element.mHat = element.t % 3 == 0 ? .nan : 0.7 * element.mHat + 0.1 * element.gradient * element.gradient
      element.update()
    }
    #expect(outcome(result, "mHat") == .incorrect && outcome(result, "weights") == .incorrect)
    #expect(result.points == 55)
  }

  /// Finite weights where the equation gives NaN are wrong, whatever comes before.
  @Test func finiteNumbersDoNotFollowFromNaN() async throws {
    let result = try await grade { element in
      element.moments()
      element.correct()
      if element.t == 3 { element.mHat = .infinity }
      let weight = element.weight
      element.update()
      if !element.weight.isFinite { element.weight = weight }
    }
    #expect(outcome(result, "weights") == .incorrect)
  }

  // MARK: State

  /// The next step goes on from what was reported, and m̂ comes of what m should have been.
  @Test func aCorrectionFedBackCostsTheMoments() async throws {
    let result = try await grade { element in
      element.moments()
      element.correct()
      (element.m, element.v) = (element.mHat, element.vHat)
      element.update()
    }
    #expect(result.points == 60)
    #expect(outcome(result, "m") == .incorrect && outcome(result, "v") == .incorrect)
    #expect(result.finding("generic/mHat") == .rightDespite(sources: ["m"]))
  }

  @Test func anotherCorrectionOfAWrongMomentIsWrong() async throws {
    let result = try await grade { element in
      element.moments()
      element.correct()
      (element.m, element.mHat) = (element.mHat, 1.5 * element.mHat)
      element.update()
    }
    #expect(outcome(result, "m") == .incorrect && outcome(result, "mHat") == .incorrect)
  }

  // MARK: Steps between

  /// A change of the pre-activation shows in the outputs, the loss and all gradients.
  @Test func aSlipInAStepBetweenCostsOnce() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("40-perceptron"))
    var shared = 0
    for edit in (grader.edits["z1"] ?? []).prefix(6) {
      let student = SimulatedStudent(grader.recipe.replacing("z1", by: edit.formula))
      let checks = await grade(student, by: grader).checks.filter { $0.caseID == "generic" }
      func check(_ quantity: String) -> Check? { checks.first { $0.quantity == quantity } }
      guard check("y")?.outcome == .incorrect, check("y")?.diagnosis != nil else { continue }
      #expect(check("y")?.points == 0 && checks.allSatisfy(\.isSound), "\(edit.changes)")
      if check("loss")?.finding == .sharesMistake(with: "y") { shared += 1 }
      // Whatever is not given back is still wrong by itself.
      #expect(check("loss")?.outcome == .followThrough || check("loss")?.points == 0)
    }
    #expect(shared >= 3)
  }

  /// The change is found in what nobody reports, and what follows is that of its own numbers: the slope of tanh is
  /// 1 − h² of the h that the program has.
  @Test(arguments: [
    ("h1", tanh(quantity("z1") / 2)), ("h1", number(1.7159) * tanh(2 * quantity("z1") / 3)),
    ("h1", max(quantity("z1"), 0)),
    ("z1", contract(quantity("h0") - mean(quantity("h0"), over: "in"), quantity("W1"), over: "in") + quantity("b1")),
  ])
  func anotherFunctionInsideCostsTheOutputs(_ name: String, _ formula: Expression) async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("40-perceptron"))
    let (h, slope) = (quantity("h1"), gradient(of: quantity("h1")))
    let student = SimulatedStudent(
      grader.recipe.replacing("dz1", by: slope * (1 - square(h))).replacing(name, by: formula))
    let result = await grade(student, by: grader)
    #expect(result.points == 90, "\(result.checks.filter { $0.points < $0.maximum }.map(\.id))")
    #expect(result.checks.filter { $0.quantity == "y" }.allSatisfy { $0.outcome == .incorrect && $0.diagnosis != nil })
  }

  /// Another function with its own slope is two mistakes: the loss follows from the first.
  @Test func anotherNetworkCostsItsOutputsAndGradients() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("40-perceptron"))
    let (z, slope) = (quantity("z1"), gradient(of: quantity("h1")))
    let student = SimulatedStudent(
      grader.recipe.replacing("h1", by: max(z, 0)).replacing("dz1", by: slope * greater(z, 0)))
    let result = await grade(student, by: grader)
    #expect(result.points == 50)
    let gradients = result.checks.filter { $0.quantity == "gradients" }
    #expect(gradients.allSatisfy { $0.outcome == .incorrect })
  }

  /// A second mistake beside it is marked for itself.
  @Test func anotherMistakeBesideItCosts() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("40-perceptron"))
    let edit = try #require(grader.edits["z1"]?.first)
    let loss = try #require(grader.recipe.formula(of: "loss"))
    let student = SimulatedStudent(
      grader.recipe.replacing("z1", by: edit.formula).replacing("loss", by: loss * 3))
    let checks = await grade(student, by: grader).checks
    #expect(checks.filter { $0.quantity == "loss" }.allSatisfy { $0.outcome == .incorrect && $0.points == 0 })
  }

  // MARK: Choices

  /// Losses that are reported in another order than they were compared in.
  private struct Sorting: Subject {
    let recipe: Recipe

    func run(_ inputs: RunInputs) async -> CaseRun {
      var run = await SimulatedStudent(recipe).run(inputs)
      guard let losses = run.trace["losses", ""] else { return run }
      let values = (0..<losses.steps).flatMap { Array(losses.step($0)).sorted() }
      run.trace["losses", ""] = .init(shape: losses.shape, steps: losses.steps, values: values)
      return run
    }
  }

  /// Where one rate is the best throughout, the other cases show that it was looked for.
  @Test func weightsThatNeverMoveDoNotCostTheChoice() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("12-lineSearch"))
    let weights = quantity("weights")
    let result = await grade(SimulatedStudent(grader.recipe.replacing("weights", by: previous(weights))), by: grader)
    let chosen = result.checks.filter { $0.quantity == "chosenRate" }
    #expect(chosen.allSatisfy { $0.outcome == .followThrough }, "\(chosen.map(\.outcome))")
    #expect(result.points == 65)
  }

  /// The last rate is never tried: what is chosen is the best of the others.
  private struct TryingAllButOne: Subject {
    let recipe: Recipe

    func run(_ inputs: RunInputs) async -> CaseRun {
      let key = Trace.Key("rates")
      var fewer = inputs
      guard let rates = inputs.constants[key] else { return .notRun }
      fewer.constants[key] = Tensor(shape: [rates.count - 1], values: Array(rates.values.dropLast()))
      return await SimulatedStudent(recipe).run(fewer)
    }
  }

  @Test func ratesThatAreNotTriedCostTheLosses() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("12-lineSearch"))
    let result = await grade(TryingAllButOne(recipe: grader.recipe), by: grader)
    #expect(result.checks.filter { $0.quantity == "losses" }.allSatisfy { $0.outcome == .incorrect })
    #expect(result.points == 70, "\(result.checks.map { "\($0.id) \($0.outcome)" })")
  }

  @Test func lossesThatAreReportedWronglyDoNotCostTheChoice() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("12-lineSearch"))
    let result = await grade(Sorting(recipe: grader.recipe), by: grader)
    #expect(result.checks.filter { $0.quantity == "losses" }.allSatisfy { $0.outcome == .incorrect })
    #expect(result.points == 70)
  }
}
