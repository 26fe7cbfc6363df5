import Equations
import GradeModel
import GradingSupport
import Judging
import Testing

/// The rule by which a published number agrees with a computed one.
@Suite struct BoundTests {
  /// |p − c| / (e + u·|p| + τ).
  @Test func aDifferenceIsMeasuredInItsBound() throws {
    let coarse = Precision.single
    let bound = 0.25 + coarse.unitRoundoff * 2 + coarse.smallest
    #expect(Bound.on(-2, error: 0.25, coarse) == bound)
    #expect(Bound.ratio(-2, -1.5, error: 0.25, coarse) == 0.5 / bound)
    #expect(Bound.ratio(2, 2, error: 0, .double) == 0)
    // Without an error, what rounding a number away may be off by is left.
    let ulp = try #require(Bound.ratio(1.0.nextUp, 1, error: 0, .double))
    #expect(ulp > 1 && ulp < Bound.allowance)
    #expect(try #require(Bound.ratio(1 + 0x1p-40, 1, error: 0, .double)) > Bound.allowance)
    // Next to zero, the smallest number is the bound.
    #expect(Bound.ratio(0x1p-1074, 0, error: 0, .double) == 1)
  }

  /// The program cannot have followed a formula that gives no finite number where it has one; nor the reverse.
  @Test(arguments: [Double.nan, .infinity, -.infinity], [0, 1.5, .greatestFiniteMagnitude])
  func aFiniteNumberContradictsOneThatIsNot(number: Double, finite: Double) {
    for error in [0, 1, .infinity, .nan] {
      #expect(Bound.ratio(finite, number, error: error, .double) == .infinity)
      #expect(Bound.ratio(number, finite, error: error, .double) == .infinity)
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity], [Double.nan, .infinity, -.infinity])
  func twoNumbersThatAreNotFiniteSayNothing(one: Double, other: Double) {
    #expect(Bound.ratio(one, other, error: 0, .double) == nil)
    #expect(Bound.ratio(one, other, error: .infinity, .double) == nil)
  }

  @Test(arguments: [Double.nan, .infinity]) func withoutAFiniteBoundNothingCanBeChecked(error: Double) {
    #expect(Bound.ratio(1, 2, error: error, .double) == nil)
    #expect(Bound.ratio(1, 1, error: error, .double) == nil)
  }

  // MARK: Judgements

  private func judgement(_ published: [Double], _ computed: [Double], error: Double = 0) -> Judgement {
    func value(_ values: [Double]) -> Value {
      Value(Block(axes: [.step], shape: [values.count], values: values, error: values.map { _ in error }))
    }
    return Judgement(published: value(published), computed: value(computed), precision: .double)
  }

  /// One contradiction outweighs any number of agreements, on either side.
  @Test func oneContradictionIsEnough() {
    for (published, computed) in [([1, 2, 3, 4], [1, 2, 3, .nan]), ([1, 2, 3, .infinity], [1, 2, 3, 4])] {
      let judgement = judgement(published, computed)
      #expect(judgement.worst == .infinity && !judgement.agrees && !judgement.holds)
    }
  }

  /// What cannot be checked contradicts nothing, and proves nothing: half of the numbers have to be checked.
  @Test func whatCannotBeCheckedProvesNothing() {
    let half = judgement([1, 2, .nan, .nan], [1, 2, .infinity, .nan])
    #expect(half.agrees && half.checkable == 0.5 && half.holds)
    let less = judgement([1, .nan, .nan, .nan], [1, .nan, .infinity, .nan])
    #expect(less.agrees && less.checkable == 0.25 && !less.holds)
    let unbounded = judgement([1, 2], [5, 6], error: .infinity)
    #expect(unbounded.agrees && unbounded.checkable == 0 && !unbounded.holds)
  }

  /// The root of the program's own v̂ is NaN at one step of 25, and the program leaves the weights as they are there.
  @Test func aFiniteNumberWhereItsEquationGivesNoneDoesNotPass() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.moments()
        element.correct()
        if element.t == 7 { element.vHat = -1 } else { element.update() }
      })
    for name in ["usual", "generic"] {
      let check = try #require(result.checks.first { $0.id == "\(name)/weights" })
      #expect(check.outcome == .incorrect && check.points == 0)
      let divergence = try #require(check.equationDivergence)
      #expect(divergence.step == 7 && divergence.elements.allSatisfy { $0.yours.isFinite && !$0.expected.isFinite })
    }
  }
}
