import GradeModel
import PluginHost
import Testing

/// Runs that stop before their last step: how much of them is left, and that two runs must agree on it.
@Suite struct StoppedRunsTests {
  private static func outcome(_ body: String, before: String = "", steps: Int = 5, limits: RunLimits = RunLimits())
    async throws -> Session.Outcome
  {
    let bench = try await Bench.shared
    let source = """
      import GradusKit
      \(before)
      struct Adam: Optimizer {
        var t = 0
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
          t += 1
          weights = weights - g
      \(body)
        }
      }
      """
    let session = Session(try await bench.compile(source), on: bench.runner)
    let wanted = Session.Case(
      title: "small", isHidden: false, run: .optimizer(smallCase(steps: steps)), limits: limits)
    return try #require(await session.run([wanted])[0])
  }

  @Test func aCrashLeavesTheStepsBefore() async throws {
    let found = try await Self.outcome("    if t == 4 { fatalError(\"enough\") }")
    #expect(found.result.fullSteps == 3 && found.result.openStep == 4)
    #expect(found.differences == [:])
    #expect(found.result.trace["weights", "b"]?.steps == 4)
  }

  @Test func aCrashInTheFirstStepLeavesNothing() async throws {
    let found = try await Self.outcome("    fatalError(\"at once\")")
    #expect(found.result.fullSteps == 0 && found.result.openStep == 1)
    #expect(found.differences == nil)
  }

  @Test func aTimeOutLeavesTheStepsBefore() async throws {
    let found = try await Self.outcome(
      "    while t == 3 { weights[\"b\"][0] += 1 }", limits: RunLimits(seconds: 1.5))
    #expect(found.result.fullSteps == 2 && found.result.openStep == 3 && found.differences == [:])
  }

  /// Stopping on purpose does not save a program from being compared with itself.
  @Test func whatDiffersInTwoRunsDiffersBeforeACrashToo() async throws {
    let found = try await Self.outcome(
      "    weights[\"b\"][0] = .random(in: 0..<1)\n    if t == 4 { fatalError(\"enough\") }")
    #expect(found.differences?.keys.sorted() == ["weights"])
  }

  /// Of two runs that stop at different steps, what both have made is left.
  @Test func theEarlierOfTwoEndsCounts() async throws {
    let ends = try await Self.outcome(
      "    if t > 1 && Int.random(in: 0..<2) == 0 { fatalError(\"by chance\") }", steps: 40)
    #expect((1..<40).contains(ends.result.fullSteps))
    #expect(ends.result.openStep == ends.result.fullSteps + 1)
  }

  /// An allocation fails in the runtime, which keeps no frame pointers.
  @Test func memoryThatIsUsedUpIsNamedWithItsNumberAndLine() async throws {
    let bodies = [
      "    var numbers: [Double] = []\n    while t > 1 { numbers += [Double](repeating: 1, count: 1 << 16) }",
      "    if t > 1 { weights[\"b\"][0] = [Double](repeating: 1, count: 1 << 40)[t] }",
      "    var node = Node(nil)\n    while t > 1 { node = Node(node) }",
    ]
    for (body, lines) in zip(bodies, [8...9, 8...8, 2...9]) {
      let found = try await Self.outcome(
        body, before: "final class Node { let next: Node?; init(_ next: Node?) { self.next = next } }")
      guard case .crashed(_, let message, let place) = found.result.ending else {
        Issue.record("ended with \(found.result.ending)")
        continue
      }
      #expect(message == "it ran out of memory: a run has 512 MiB")
      #expect(place.map { lines.contains($0.line) } == true, "\(place.debugDescription) for \(body)")
    }
  }

  /// The line of the innermost function of the student's own, which the compiler has put into its caller.
  @Test func aCrashInAnInlinedFunctionNamesItsLine() async throws {
    let bench = try await Bench.shared
    let source = """
      import GradusKit
      struct Adam: Optimizer {
        var m: Parameters = 0
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
          add(g)
        }
        private mutating func add(_ g: Parameters) {
          var total = g
          total["W"][10_000] += g["W"][0]
          m = total
        }
      }
      """
    let result = await bench.runner.run(try await bench.compile(source), smallCase(steps: 1))
    guard case .crashed(_, _, let place) = result.ending else {
      Issue.record("ended with \(result.ending)")
      return
    }
    #expect(place == Place(file: "Adam.swift", line: 9))
  }
}
