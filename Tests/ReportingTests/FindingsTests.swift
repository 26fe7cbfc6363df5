import GradeModel
import TestSupport
import Testing

@testable import Reporting

@Suite struct FindingsTests {
  static func line(_ yours: Double, _ expected: Double, _ allowed: Double) -> String {
    let element = Divergence.Element(index: [], yours: yours, expected: expected, allowed: allowed)
    let divergence = Divergence(parameter: "", step: 1, steps: 2, differing: 1, count: 1, elements: [element])
    return Findings.lines(of: divergence, quantity: "loss")[1]
  }

  @Test func aQuantityOfNoParameterStandsAlone() {
    let divergence = Divergence(parameter: "", step: 1, steps: 2, differing: 1, count: 1, elements: [])
    #expect(
      Findings.lines(of: divergence, quantity: "loss") == ["loss differs first at step 1 of 2 (1 of 1 element)"])
  }

  @Test func noMoreThanFiveElementsAreShown() {
    let element = Divergence.Element(index: [1], yours: 1, expected: 2, allowed: 0)
    let divergence = Divergence(
      parameter: "W", step: 1, steps: 2, differing: 9, count: 9, elements: Array(repeating: element, count: 9))
    #expect(Findings.lines(of: divergence, quantity: "m").count == 6)
  }

  /// The first difference from the expected numbers,
  /// the first from their equation on the program's own, and the distances.
  @Test func aMistakeBehindAnotherHasItsOwnPlace() {
    #expect(
      Findings.lines(of: Fixtures.late) == [
        "mHat/W differs first at step 3 of 50 (12 of 64 elements)",
        "  [0, 5]   yours 0.01720   expected 0.01699   relative error 1.2e-2   allowed 4e-16",
        "  [10, 5]  yours -1.500    expected 0         off by 1.5              allowed 1e-17",
        "on your own values, mHat/W differs first at step 10 of 50 (2 of 64 elements) from its equation",
        "  [0, 5]  yours 0.01720   its equation gives 0.01719   relative error 5.8e-4   allowed 4e-16",
        "distance at step       1      10   50",
        "  from expected   1.2e-2  1.2e-9   12",
        "  from equation        0    1e-5  3.2",
      ])
  }

  /// A quantity that is wrong by itself differs from both at once: said once.
  @Test func onePlaceIsSaidOnce() {
    var check = Fixtures.late
    check.equationDivergence = check.divergence
    check.distances = [
      StepDistance(step: 1, fromExpected: .nan, fromEquation: .nan),
      StepDistance(step: 2, fromExpected: 0, fromEquation: 0),
    ]
    #expect(
      Findings.lines(of: check).dropFirst(3) == ["distance at step    1  2", "  from expected   nan  0"])
  }

  @Test(
    arguments: [
      (2, 1, 1e-16, "  yours 2.000   expected 1.000   relative error 1   allowed 1e-16"),
      // Off by the last digit: both numbers and both errors keep the digits that tell them apart.
      (
        1.0.nextUp, 1, 2e-16,
        "  yours 1.0000000000000002   expected 1.0000000000000000   relative error 2.2e-16   allowed 2e-16"
      ),
      (1e-20, 0, 0, "  yours 1e-20   expected 0   off by 1e-20   allowed 0"),
      (.nan, 1, 1e-16, "  yours nan   expected 1.000   allowed 1e-16"),
      (.infinity, 1, 1e-16, "  yours inf   expected 1.000   allowed 1e-16"),
      (1, .infinity, 0, "  yours 1.000   expected inf   allowed 0"),
      (-1.5e308, 1.5e308, 1, "  yours -1.5e308   expected 1.5e308   allowed 1"),
      // A quotient by a subnormal number has too few digits to say anything.
      (
        .leastNonzeroMagnitude, 3 * .leastNonzeroMagnitude, 0,
        "  yours 5e-324   expected 1.5e-323   off by 1e-323   allowed 0"
      ),
    ] as [(Double, Double, Double, String)]
  ) func anElementSaysHowFarOffItIs(_ yours: Double, _ expected: Double, _ allowed: Double, _ line: String) {
    #expect(Self.line(yours, expected, allowed) == line)
  }
}
