@testable import PluginHost
import Testing

@Suite struct WaitingWorkersTests {
  @Test func aWorkerThatHasWaitedGivesTheSameRun() async throws {
    let bench = try await Bench.shared
    let wanted = RunCase.optimizer(smallCase(steps: 6))
    let plugin = try await bench.compile(Sources.adam)
    let fresh = await bench.runner.run(plugin, wanted)
    try #require(fresh.ending == .completed)
    let waiting = try #require(bench.runner.workers(2, for: bench.compiler, limits: RunLimits()))
    await waiting.gather()
    // The third finds nobody who waits.
    for _ in 0..<3 {
      let run = await bench.runner.run(plugin, wanted, by: waiting)
      #expect(run.ending == .completed && run.trace == fresh.trace && run.output == fresh.output)
    }
  }

  @Test func workOfOtherLimitsIsNotTaken() async throws {
    let bench = try await Bench.shared
    let plugin = try await bench.compile(Sources.adam)
    // Another limit is another worker.
    var limits = RunLimits()
    let waiting = try #require(bench.runner.workers(1, for: bench.compiler, limits: limits))
    await waiting.gather()
    limits.memoryBytes /= 2
    #expect(!waiting.give(plugin, limits) { _, _ in Issue.record("it was given work") })
    waiting.dismiss()
    #expect(!waiting.give(plugin, RunLimits()) { _, _ in Issue.record("it was sent away") })
  }

  @Test func theClockOfAWorkerBeginsWithItsRun() async throws {
    let bench = try await Bench.shared
    let plugin = try await bench.compile(Sources.adam)
    let limits = RunLimits(seconds: 1)
    let waiting = try #require(bench.runner.workers(1, for: bench.compiler, limits: limits))
    await waiting.gather()
    try await Task.sleep(for: .seconds(1.6))
    let run = await bench.runner.run(plugin, .optimizer(smallCase(steps: 3)), limits: limits, by: waiting)
    #expect(run.ending == .completed)
  }
}
