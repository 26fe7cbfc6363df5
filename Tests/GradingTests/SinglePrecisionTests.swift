import Assignments
import GradeModel
import Grading
import GradingSupport
import Tensors
import Testing
import Traces

/// An assignment that asks for Float: the roundings of Float are right there, and everything else is as in Double.
@Suite struct SinglePrecisionTests {
  private func grader(_ format: NumberFormat) throws -> Grader {
    var assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    for index in assignment.cases.indices { assignment.cases[index].format = format }
    return try Grader(assignment)
  }

  /// The numbers of a step in Float, as a program keeps them.
  private struct Numbers {
    let g, β1, β2, η, ε, t: Float
    var m, v, w: Float

    init(_ element: AdamProgram.Element) {
      g = Float(element.gradient)
      (β1, β2, η, ε) = (Float(element.β1), Float(element.β2), Float(element.η), Float(element.ε))
      t = Float(element.t)
      (m, v, w) = (Float(element.m), Float(element.v), Float(element.weight))
    }

    /// By repeated products, each rounded.
    func power(_ base: Float) -> Float { (0..<Int(t)).reduce(1) { power, _ in power * base } }
  }

  /// Adam in Float; `change` is what another student writes in the place of three of its formulas.
  private func adam(
    m: (@Sendable (_ own: Float, _ g: Float, _ β1: Float) -> Float)? = nil,
    step: @escaping @Sendable (_ mHat: Float, _ vHat: Float, _ ε: Float) -> Float = { $0 / ($1.squareRoot() + $2) }
  ) -> AdamProgram {
    AdamProgram { element in
      var own = Numbers(element)
      own.m = m?(own.m, own.g, own.β1) ?? own.β1 * own.m + (1 - own.β1) * own.g
      own.v = own.β2 * own.v + (1 - own.β2) * own.g * own.g
      let (mHat, vHat) = (own.m / (1 - own.power(own.β1)), own.v / (1 - own.power(own.β2)))
      own.w -= own.η * step(mHat, vHat, own.ε)
      (element.m, element.v) = (Double(own.m), Double(own.v))
      (element.mHat, element.vHat) = (Double(mHat), Double(vHat))
      element.weight = Double(own.w)
    }
  }

  @Test func theInputsAreFloats() throws {
    let inputs = try grader(.single).assignment.cases.map { RunInputs($0) }
    for one in inputs {
      let numbers = one.parameters.values.flatMap(\.values) + one.series.keys.flatMap { one.series[$0]?.values ?? [] }
      #expect(!numbers.isEmpty && numbers.allSatisfy { Double(Float($0)) == $0 })
    }
  }

  @Test func floatIsRightWhereItIsAskedFor() async throws {
    let result = try await grader(.single).grade(adam())
    #expect(result.checks.allSatisfy { $0.outcome == .correct } && result.points == 100)
    let inDouble = try await grader(.double).grade(adam())
    #expect(inDouble.points < 50)
  }

  @Test func doubleIsRightToo() async throws {
    let program = AdamProgram { element in
      element.moments()
      element.correct()
      element.update()
    }
    #expect(try await grader(.single).grade(program).points == 100)
  }

  @Test func aMistakeIsExplainedAndWhatFollowsKeepsItsPoints() async throws {
    let result = try await grader(.single).grade(adam(m: { own, g, β1 in β1 * own + g }))
    #expect(result.outcomes("generic")["m"] == "incorrect")
    #expect(result.outcomes("generic")["mHat"] == "followThrough")
    #expect(result.outcomes("generic")["weights"] == "followThrough")
    #expect(result.sentences("m").first?.contains("1 − β₁ is missing") ?? false, "\(result.sentences("m"))")
  }

  @Test func anotherFormulaIsFoundThroughFloatsRoundings() async throws {
    let program = adam(step: { mHat, vHat, ε in mHat / (vHat + ε).squareRoot() })
    let result = try await grader(.single).grade(program)
    #expect(result.outcomes("generic")["weights"] == "incorrect")
    let told = result.checks.filter { $0.quantity == "weights" }.compactMap(\.diagnosis).flatMap(\.sentences)
    #expect(told.first?.contains("ε") ?? false, "\(told)")
  }
}
