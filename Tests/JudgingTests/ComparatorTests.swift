import Judging
import Testing
import Traces

/// An author's tolerance. All numbers are exact in binary.
@Suite struct ComparatorTests {
  private static func trace(_ values: [Double]) -> Trace {
    var trace = Trace()
    trace["m", "w"] = .init(shape: [2], steps: values.count / 2, values: values)
    return trace
  }

  @Test func aDistanceOfTheToleranceIsWithinIt() {
    let golden = Self.trace([1, 2, 3, 4])
    let absolute = Comparator(atol: 0.5, rtol: 0)
    #expect(
      absolute.compare(Self.trace([1.5, 1.5, 3.5, 4]), with: golden, quantity: "m").outcome
        == .correct)
    let beyond = absolute.compare(Self.trace([1, 2, 3, 4.5.nextUp]), with: golden, quantity: "m")
    #expect(beyond.outcome == .incorrect)
    #expect(beyond.divergence?.step == 2 && beyond.divergence?.elements.map(\.index) == [[1]])
    #expect(beyond.divergence?.elements.map(\.allowed) == [0.5])
    let relative = Comparator(atol: 0, rtol: 0.25)
    #expect(
      relative.compare(Self.trace([1, 2, 3, 5]), with: golden, quantity: "m").outcome == .correct)
    #expect(
      relative.compare(Self.trace([1, 2, 3, 5.0.nextUp]), with: golden, quantity: "m").outcome
        == .incorrect)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func aNumberThatIsNoneIsWithinNoTolerance(_ number: Double) {
    let golden = Self.trace([1, 2, 3, 4])
    let found = Comparator(atol: .infinity, rtol: 0).compare(
      Self.trace([1, number, 3, 4]), with: golden, quantity: "m")
    #expect(found.outcome != .correct)
  }
}
