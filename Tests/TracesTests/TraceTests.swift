import Testing
import Traces

@Suite struct TraceTests {
  @Test func seriesGrowByWholeSteps() {
    var series = Trace.Series(shape: [2])
    series.append([1, 2])
    series.append([3, 4])
    #expect(series.steps == 2)
    #expect(Array(series.step(1)) == [3, 4])
  }

  @Test func keysAreSortedByQuantityThenParameter() {
    var trace = Trace()
    trace["weights", "b"] = .init(shape: [])
    trace["m", "W"] = .init(shape: [])
    trace["weights", "W"] = .init(shape: [])
    #expect(trace.keys.map(\.description) == ["m/W", "weights/W", "weights/b"])
    #expect(trace.parameters(of: "weights") == ["W", "b"])
  }
}
