import Testing

@testable import PluginHost

/// Programs that `swiftc` accepts: each is graded as the plain one is.
@Suite struct AcceptedTests {
  /// State outside of the type, and an import that says how far it goes.
  @Test func stateMayBeGlobalStaticOrShared() async throws {
    let bench = try await Bench.shared
    let plain = await bench.runner.run(try await bench.compile(Sources.adam), smallCase(steps: 3))
    let adam = Sources.adam
      .replacing("import GradusKit", with: "internal import GradusKit")
      .replacing("  var t = 0\n", with: "")
      .replacing(
        "t += 1",
        with:
          "steps += 1\n    Clock.ticks += 1\n    shared.count += 1\n    let t = first(steps, Clock.ticks, shared.count)"
      )
    let state = """
      var steps = 0
      enum Clock { static var ticks = 0 }
      final class Counter { var count = 0 }
      let shared = Counter()
      var first: (Int, Int, Int) -> Int = { a, b, c in a == b && b == c ? a : 0 }
      """
    let plugin = try await bench.compile(["Adam.swift": adam, "State.swift": state])
    let result = await bench.runner.run(plugin, smallCase(steps: 3))
    #expect(plain.ending == .completed && result.ending == .completed && result.trace == plain.trace)
    #expect(plugin.remarks.isEmpty, "\(plugin.remarks)")
  }
}
