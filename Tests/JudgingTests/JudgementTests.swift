import Equations
import Judging
import Testing

/// The verdict on published numbers beside computed ones. Next to zero the bound is the smallest number itself, so that the
/// allowance is met exactly.
@Suite struct JudgementTests {
  private static let smallest = 0x1p-1074

  private static func judgement(_ published: [Double], _ computed: [Double]) -> Judgement {
    func value(_ numbers: [Double]) -> Value {
      Value(Block(axes: [.step], shape: [numbers.count], values: numbers))
    }
    return Judgement(published: value(published), computed: value(computed), precision: .double)
  }

  @Test func aDistanceOfTheAllowanceIsWithinIt() {
    let allowed = Self.judgement([4 * Self.smallest, 1], [0, 1])
    #expect(allowed.worst == Bound.allowance)
    #expect(allowed.agrees && allowed.holds)
    let beyond = Self.judgement([5 * Self.smallest, 1], [0, 1])
    #expect(beyond.worst == 5)
    #expect(!beyond.agrees && !beyond.holds)
  }

  /// Half of the numbers are enough to mean something, fewer are not.
  @Test func halfOfTheNumbersHaveToBeCheckable() {
    let half = Self.judgement([1, 2, .nan, .nan], [1, 2, .nan, .infinity])
    #expect(half.checkable == 0.5 && half.agrees && half.holds)
    let fewer = Self.judgement([1, .nan, .nan, .nan], [1, .nan, .nan, .nan])
    #expect(fewer.checkable == 0.25 && fewer.agrees && !fewer.holds)
  }

  @Test func twoJudgementsAreTheWorseOfBoth() {
    let right = Self.judgement([1, 2], [1, 2])
    let wrong = Self.judgement([1, 3], [1, 2])
    #expect(wrong.deviation == 1.0 / 3)
    let longer = Self.judgement([1, 2, 3], [1, 2, 3])
    #expect(right.joined(with: longer).steps == 3 && longer.joined(with: right).steps == 3)
    for joined in [right.joined(with: wrong), wrong.joined(with: right)] {
      #expect(joined.worst == wrong.worst && joined.deviation == wrong.deviation && !joined.agrees)
      #expect(joined.numbers == 4 && joined.checkable == 1)
    }
  }
}
