import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Testing
import Traces

/// Programs that add up the terms of all steps instead of carrying their sum on.
@Suite struct UnrolledTests {
  /// m and v as sums over every gradient so far.
  private static func sums(newestFirst: Bool, wrong: Bool = false) -> AdamProgram {
    AdamProgram { element in
      func sum(_ decay: Double, _ term: (Double) -> Double) -> Double {
        let terms = element.gradients.enumerated().map { index, gradient in
          var product = 1 - decay
          for _ in index + 1..<element.t { product *= decay }
          return product * term(gradient)
        }
        return (newestFirst ? terms.reversed() : terms).reduce(0, +)
      }
      element.m = sum(element.β1) { $0 }
      element.v = sum(wrong ? element.β1 : element.β2) { $0 * $0 }
      element.correct()
      element.update()
    }
  }

  @Test(arguments: [false, true]) func theyEarnEverything(newestFirst: Bool) async throws {
    let result = try await AdamProgram.grader().grade(Self.sums(newestFirst: newestFirst))
    #expect(result.points == 100, "\(result.checks.filter { $0.outcome != .correct })")
  }

  /// Over many steps, too, and when the sums are worked out because they are not published.
  @Test(arguments: [250, 1_000]) func theyEarnEverythingOverManySteps(steps: Int) async throws {
    var assignment = try AdamProgram.grader().assignment
    for index in assignment.cases.indices { assignment.cases[index].steps = steps }
    let grader = try Grader(assignment)
    let result = await grader.grade(Self.sums(newestFirst: true))
    #expect(result.points == 100, "\(result.checks.filter { $0.outcome != .correct })")
    let hiding = Hiding(program: Self.sums(newestFirst: false), hidden: ["m", "v"])
    let bridged = await grader.grade(hiding)
    #expect(
      bridged.checks.filter { !["m", "v"].contains($0.quantity) }.allSatisfy { $0.outcome == .correct },
      "\(bridged.checks)")
  }

  /// The wider bound hides no mistake, and lets it be named.
  @Test func theirMistakesAreFound() async throws {
    let result = try await AdamProgram.grader().grade(Self.sums(newestFirst: true, wrong: true))
    #expect(result.outcomes("generic")["v"] == "incorrect")
    #expect(result.sentences("v").contains { $0.contains("β₁ stands where β₂ belongs") }, "\(result.sentences("v"))")
  }

  /// One absurd number must not widen the bounds of all later ones: they would pass whatever they are.
  @Test func anAbsurdNumberHidesNothing() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.moments()
        element.correct()
        if element.t == 1 { element.mHat = 1e300 }
        element.update()
        if element.t == 2 { element.weight = 1 + element.gradient }
      })
    #expect(result.checks.filter { $0.quantity == "weights" }.allSatisfy { $0.outcome == .incorrect })
  }

  private struct Hiding: Subject {
    let program: AdamProgram
    let hidden: Set<String>
    func run(_ inputs: CaseInputs) async -> SubjectRun {
      var run = await program.run(inputs)
      for key in run.trace.keys where hidden.contains(key.quantity) { run.trace[key] = nil }
      return run
    }
  }

  // MARK: The bound

  private static let x = Reference("x")
  private static let before = previous(quantity("x"))

  static let recurrences: [(formula: Expression, factor: Expression, rest: Expression)] = [
    (β1 * before + (1 - β1) * g, β1, (1 - β1) * g),
    (before - η * g, 1, -(η * g)),
    (g + (before - g) * β1, β1, g + (-g) * β1),
    (-before / β2, -1 / β2, 0),
  ]

  /// c and r, by their values: the same formula may be written in several ways.
  @Test(arguments: recurrences.indices) func aRecurrenceIsTakenApart(index: Int) throws {
    let expected = Self.recurrences[index]
    let found = try #require(Recurrence(expected.formula.node, of: Self.x))
    let signs = Signs(try Component.adam.recipe())
    func form(_ formula: Expression) throws -> NormalForm { try #require(NormalForm(formula, signs: signs)) }
    #expect(try form(Expression(found.factor)) == form(expected.factor), "\(found.factor)")
    #expect(try form(Expression(found.rest)) == form(expected.rest), "\(found.rest)")
  }

  @Test(
    arguments: [
      g, sqrt(before), before * before, g / before, max(before, g), previous(quantity("y")) + g,
    ]) func whatIsNoRecurrenceIsNone(formula: Expression)
  {
    #expect(Recurrence(formula.node, of: Self.x) == nil)
  }
}
