import Assignments
import GradeModel
import Grading
import GradingSupport
import Testing
import Traces

/// The numbers of one step that are shown to whoever asks for them.
@Suite struct StepNumbersTests {
  /// The average of m lacks its factor; everything after it is computed rightly.
  private static let student = AdamProgram { element in
    element.m = element.β1 * element.m + element.gradient
    element.v = element.β2 * element.v + (1 - element.β2) * element.gradient * element.gradient
    element.correct()
    element.update()
  }
  private static let right = AdamProgram { element in
    element.moments()
    element.correct()
    element.update()
  }

  private static func runs(of program: AdamProgram, _ grader: Grader) async -> Runs {
    var runs = Runs(cases: [])
    for inputs in grader.inputs { runs.cases.append(await program.run(inputs)) }
    return runs
  }

  @Test func theNumbersAreThoseOfTheStep() async throws {
    let grader = try AdamProgram.grader()
    let index = try #require(grader.assignment.cases.firstIndex { $0.id == "generic" })
    let (own, golden) = await (
      Self.runs(of: Self.student, grader), Self.runs(of: Self.right, grader)
    )
    let steps = grader.assignment.cases[index].steps
    for step in [1, 3, steps] {
      let numbers = grader.numbers(at: step, of: "generic", in: own)
      #expect(Set(numbers.map(\.quantity)) == Set(grader.assignment.quantities.map(\.name)))
      for one in numbers {
        #expect(one.caseID == "generic" && one.step == step && one.steps == steps)
        let (yours, expected) = try (
          #require(own.cases[index].trace[one.quantity, one.parameter]),
          #require(golden.cases[index].trace[one.quantity, one.parameter])
        )
        // The weights have the start before the first step.
        let entry = one.quantity == "weights" ? step : step - 1
        #expect(one.count == yours.stride)
        // The gradients are given: no equation has them.
        #expect(one.isRight == !["m", "gradients"].contains(one.quantity), "\(one)")
        #expect((one.differing > 0) == ["m", "mHat", "weights"].contains(one.quantity), "\(one)")
        #expect(one.elements.count == min(one.differing, 5))
        for element in one.elements {
          let position = zip(element.index, yours.shape).reduce(0) { $0 * $1.1 + $1.0 }
          #expect(element.yours == Array(yours.step(entry))[position])
          #expect(
            abs(element.expected - Array(expected.step(entry))[position]) <= 1e-12
              * abs(element.expected))
          let equation = try #require(element.equation)
          #expect((abs(equation - element.yours) <= 1e-12 * abs(element.yours)) == one.isRight)
        }
      }
    }
  }

  @Test func thereAreNoneOfAStepOrACaseThatIsNotThere() async throws {
    let assignment = try AssignmentLibrary.shipped.assignment("10-adam")
      .addingHiddenCases(secret: Array("a secret of enough bytes".utf8))
    let grader = try Grader(assignment)
    let runs = await Self.runs(of: Self.student, grader)
    let shown = try #require(assignment.cases.first { !$0.isHidden })
    let hidden = try #require(assignment.cases.first { $0.isHidden })
    #expect(!grader.numbers(at: 1, of: shown.id, in: runs).isEmpty)
    #expect(grader.numbers(at: 1, of: hidden.id, in: runs).isEmpty)
    #expect(grader.numbers(at: 1, of: "none", in: runs).isEmpty)
    #expect(grader.numbers(at: 0, of: shown.id, in: runs).isEmpty)
    #expect(grader.numbers(at: shown.steps + 1, of: shown.id, in: runs).isEmpty)
  }

  /// Quantities that are published for too few steps, or in another shape, are left out; the others are shown.
  @Test func whatIsNotLaidOutRightlyIsLeftOut() async throws {
    let grader = try AdamProgram.grader()
    var runs = await Self.runs(of: Self.student, grader)
    let names = runs.cases[0].trace.parameters(of: "m")
    for name in names {
      let (m, v) = try (
        #require(runs.cases[0].trace["m", name]), #require(runs.cases[0].trace["v", name])
      )
      runs.cases[0].trace["m", name] = .init(
        shape: m.shape, steps: 2, values: Array(m.values.prefix(2 * m.stride)))
      runs.cases[0].trace["v", name] = .init(shape: v.shape + [1], steps: v.steps, values: v.values)
    }
    let id = grader.assignment.cases[0].id
    #expect(
      Set(grader.numbers(at: 2, of: id, in: runs).map(\.quantity)).isSuperset(of: ["m", "vHat"]))
    let later = Set(grader.numbers(at: 3, of: id, in: runs).map(\.quantity))
    #expect(later.isDisjoint(with: ["m", "v"]) && later.contains("vHat"))
  }
}
