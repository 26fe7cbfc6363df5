import Tensors
import Testing
import Traces
import WorkerProtocol

@testable import PluginHost

/// Publications of a layer's plugin: any shape, but only quantities that were asked for, once a step.
@Suite struct StepwiseRecordingTests {
  private func published(
    _ quantity: String, _ values: [Double], parameter: String = "", step: UInt64 = 1
  ) -> Publication {
    Publication(
      quantity: quantity, step: step, tensor: WireTensor(name: parameter, shape: [values.count], values: values))
  }

  private func recording() -> TraceCollector {
    var recording = TraceCollector(publishedNumbers: 10)
    recording.begin(step: 1, quantities: ["y", "dW"])
    return recording
  }

  @Test func everyShapeIsKept() throws {
    var recording = recording()
    try recording.take(published("y", [1, 2, 3]))
    try recording.take(published("dW", [4]))
    recording.begin(step: 2, quantities: ["y", "dW"])
    try recording.take(published("y", [5, 6, 7], step: 2))
    #expect(recording.trace["y", ""] == Trace.Series(shape: [3], steps: 2, values: [1, 2, 3, 5, 6, 7]))
    #expect(recording.trace["dW", ""]?.steps == 1)
  }

  @Test func whatWasNotAskedForIsRefused() {
    for refused in [
      published("z", [1]), published("y", [1], parameter: "W"), published("y", [1], step: 2),
      published("y", .init(repeating: 0, count: 11)),
    ] {
      var recording = recording()
      #expect(throws: ConversationError.self, "\(refused)") { try recording.take(refused) }
    }
    var recording = recording()
    #expect(throws: ConversationError.self) {
      try recording.take(published("y", [1]))
      try recording.take(published("y", [1]))
    }
  }

  /// Skipped steps are filled up, and count too: a large value at a late step would otherwise take room without limit.
  @Test func whatIsLeftOutCountsToo() throws {
    var recording = TraceCollector(publishedNumbers: 10)
    recording.begin(step: 5, quantities: ["y"])
    try recording.take(published("y", [1, 2], step: 5))
    #expect(recording.trace["y", ""]?.steps == 5)
    var another = TraceCollector(publishedNumbers: 10)
    another.begin(step: 6, quantities: ["y"])
    #expect(throws: ConversationError.self) { try another.take(published("y", [1, 2], step: 6)) }
  }

  /// Quantities of no parameter may stand beside those of one; weights and gradients always belong to one.
  @Test func anOptimizerHasNumbersOfNoParameter() throws {
    var recording = TraceCollector(
      parameters: [("W", .init(shape: [2], values: [0, 0]))], publishedNumbers: 100)
    recording.begin(step: 1, quantities: ["weights", "gradients", "losses"])
    try recording.take(published("losses", [1, 2, 3]))
    #expect(recording.trace["losses", ""] == Trace.Series(shape: [3], steps: 1, values: [1, 2, 3]))
    for refused in [
      published("weights", [1, 2]), published("gradients", [1, 2]), published("weights", [1, 2, 3], parameter: "W"),
      published("losses", [1, 2], parameter: "V"),
    ] {
      #expect(throws: ConversationError.self, "\(refused)") { try recording.take(refused) }
    }
  }

  /// A program decides what it declares, but not how much of our memory it fills:
  /// only numbers that are asked for are kept.
  @Test func ofWhatNobodyJudgesTheNameIsKept() throws {
    var recording = TraceCollector(publishedNumbers: 4, keeping: ["y"])
    let others = Set((0..<200).map { "q\($0)" })
    for step: UInt64 in 1...2 {
      recording.begin(step: Int(step), quantities: others.union(["y"]))
      try recording.take(published("y", [1, 2], step: step))
      for other in others { try recording.take(published(other, .init(repeating: 1, count: 1000), step: step)) }
    }
    #expect(recording.trace["y", ""]?.values == [1, 2, 1, 2])
    let kept = recording.trace.series.filter { $0.key.quantity != "y" }
    #expect(kept.count == 64 && kept.values.allSatisfy { $0.values.isEmpty })
    // The other rules hold for them all the same.
    #expect(throws: ConversationError.self) { try recording.take(published("q1", [1], step: 2)) }
    recording.begin(step: 3, quantities: ["y"])
    #expect(throws: ConversationError.self) { try recording.take(published("q1", [1], step: 3)) }
  }

  /// Quantities that an optimizer is judged by are kept, whatever else is named.
  @Test func weightsAndGradientsAreAlwaysKept() throws {
    var recording = TraceCollector(
      parameters: [(name: "w", tensor: Tensor(shape: [1], values: [0]))], publishedNumbers: 4, keeping: [])
    recording.begin(step: 0, quantities: ["weights"])
    try recording.take(published("weights", [7], parameter: "w", step: 0))
    #expect(recording.trace["weights", "w"]?.values == [7])
  }

  /// A shape that changes is the program's own mistake: values that do not fit are missing.
  @Test func anotherShapeLaterIsLeftOut() throws {
    var recording = recording()
    try recording.take(published("y", [1, 2]))
    recording.begin(step: 2, quantities: ["y"])
    try recording.take(published("y", [3], step: 2))
    #expect(recording.trace["y", ""] == Trace.Series(shape: [2], steps: 1, values: [1, 2]))
  }

  /// A quantity that was handed out keeps its shape, or the kit did not report it;
  /// an optimizer's own quantities have theirs.
  @Test func anOptimizersOwnQuantitiesMayBeMisshapen() throws {
    var recording = TraceCollector(
      parameters: [(name: "W", tensor: .init(repeating: 0, shape: [2]))], publishedNumbers: 100)
    recording.begin(step: 1, quantities: ["weights", "gradients", "m"])
    try recording.take(published("m", [1, 2, 3], parameter: "W"))
    #expect(recording.trace["m", "W"]?.shape == [3])
    for given in ["weights", "gradients"] {
      #expect(throws: ConversationError.self) { try recording.take(published(given, [1, 2, 3], parameter: "W")) }
    }
    #expect(throws: ConversationError.self) { try recording.take(published("m", [1, 2], parameter: "b")) }
  }
}
