import Foundation
import Testing

@testable import PluginHost

/// The clock that ends programs, with a clock and a kernel of the test's.
@Suite struct WatchdogTests {
  /// A clock that stands still until it is moved on.
  private final class Hand: @unchecked Sendable {
    private let lock = NSLock()
    private var waiting: [(time: Double, action: @Sendable () -> Void)] = []
    private var time = 0.0

    var now: Double { lock.withLock { time } }

    func after(_ seconds: Double, _ action: @escaping @Sendable () -> Void) {
      lock.withLock { waiting.append((time + seconds, action)) }
    }

    /// Runs the actions that are due until then, in order.
    func move(to end: Double) {
      while true {
        let due = lock.withLock { () -> (@Sendable () -> Void)? in
          guard let next = waiting.indices.min(by: { waiting[$0].time < waiting[$1].time }), waiting[next].time <= end
          else { return nil }
          time = waiting[next].time
          return waiting.remove(at: next).action
        }
        guard let due else { break }
        due()
      }
      lock.withLock { time = end }
    }
  }

  /// No group of processes has this number.
  private static let nobody: pid_t = 999_999_999

  /// Returns the stage that a program's clock reached at a time, with a limit of one second.
  private func state(
    at time: Double, cpuSeconds: Int? = nil, use: @escaping @Sendable (_ now: Double) -> ProcessorUse?
  ) -> Watchdog.State {
    let hand = Hand()
    let watchdog = Watchdog(clock: { hand.after($0, $1) }, use: { _ in use(hand.now) })
    watchdog.start(process: Self.nobody, seconds: 1, cpuSeconds: cpuSeconds)
    hand.move(to: time)
    return watchdog.stop()
  }

  @Test func whoeverSleepsIsEndedAtTheLimit() {
    for use in [ProcessorUse(running: 0, waiting: 0), nil] {
      #expect(!state(at: 0.999) { _ in use }.fired)
      let after = state(at: 1.001) { _ in use }
      #expect(after.fired && after.killed && !after.starved)
    }
  }

  /// A program has one second with a processor of its own, however long it waits for one.
  @Test(arguments: [0.25, 0.5, 0.75, 0.85]) func waitingProlongsTheLimitByAsMuch(share: Double) {
    let use: @Sendable (Double) -> ProcessorUse? = { ProcessorUse(running: (1 - share) * $0, waiting: share * $0) }
    let fair = 1 / (1 - share)
    #expect(!state(at: 0.9 * fair, use: use).fired)
    let after = state(at: fair + 0.001, use: use)
    #expect(after.fired && after.killed && !after.starved)
  }

  @Test func whoeverOnlyWaitsEndsAtLastAndIsNotBlamed() {
    let use: @Sendable (Double) -> ProcessorUse? = { ProcessorUse(running: 0, waiting: $0) }
    #expect(!state(at: Watchdog.mostTimes - 0.01, use: use).fired)
    let after = state(at: Watchdog.mostTimes + 0.01, use: use)
    #expect(after.fired && after.killed && after.starved)
  }

  /// It waited before and sleeps now.
  @Test func waitingOnceProlongsOnce() {
    let use: @Sendable (Double) -> ProcessorUse? = { _ in ProcessorUse(running: 0, waiting: 3) }
    #expect(!state(at: 3.99, use: use).fired)
    let after = state(at: 4.01, use: use)
    #expect(after.fired && !after.starved)
  }

  @Test func whoeverRunsOnAfterItsProcessorTimeIsSeen() {
    let use: @Sendable (Double) -> ProcessorUse? = { ProcessorUse(running: $0 / 2, waiting: $0 / 2) }
    #expect(!state(at: 3.9, cpuSeconds: 2, use: use).overspent)
    #expect(state(at: 4.3, cpuSeconds: 2, use: use).overspent)
    #expect(!state(at: 9, use: use).overspent)
  }

  /// The kernel's signal comes first. What holds it up is ended, and that is no work of the clock's.
  @Test func whoeverHoldsTheSignalUpIsEnded() {
    let hand = Hand()
    let watchdog = Watchdog(
      clock: { hand.after($0, $1) }, use: { _ in ProcessorUse(running: hand.now / 2, waiting: hand.now / 2) })
    watchdog.start(process: Self.nobody, seconds: 100, cpuSeconds: 2)
    hand.move(to: 4.9)
    #expect(watchdog.killedAt == nil)
    hand.move(to: 5.5)
    let after = watchdog.stop()
    #expect(after.killed && after.overspent && !after.fired)
  }

  @Test func aStoppedClockDoesNothing() {
    let hand = Hand()
    let watchdog = Watchdog(clock: { hand.after($0, $1) }, use: { _ in nil })
    watchdog.start(process: Self.nobody, seconds: 1, cpuSeconds: 1)
    let state = watchdog.stop()
    hand.move(to: 100)
    #expect(!state.fired && !watchdog.stop().fired && !watchdog.stop().killed)
  }
}

@Suite struct ProcessorTests {
  @Test(
    arguments: [
      (4, [], 4), (4, ["max 100000\n"], 4), (4, ["200000 100000\n"], 2), (4, ["150000 100000"], 1),
      (4, ["50000 100000"], 1),
      (8, ["max 100000", "300000 100000"], 3), (1, ["400000 100000"], 1), (4, ["nonsense", "1 0", ""], 4),
    ] as [(Int, [String], Int)]) func aShareOfThemCounts(allowed: Int, shares: [String], expected: Int)
  {
    #expect(Processors.available(allowed: allowed, shares: shares) == expected)
  }

  @Test(
    arguments: [
      ("Name:\tx\nCpus_allowed:\tf\nCpus_allowed_list:\t0-3\n", 4), ("Cpus_allowed:\t00000001,80000003", 4),
      ("Cpus_allowed:\t0\n", nil), ("Name:\tx\n", nil), ("", nil),
    ] as [(String, Int?)]) func theMaskIsCounted(status: String, expected: Int?)
  {
    #expect(Processors.allowed(Array(status.utf8)) == expected)
  }

  @Test func notMoreThanThisProcessMayRunOn() {
    #expect((1...ProcessInfo.processInfo.processorCount).contains(Processors.available))
  }

  @Test func whatThisProcessHadIsKnown() throws {
    try #require(ProcessorUse.isKnown)
    let mine = try #require(ProcessorUse.below(getpid()))
    #expect(mine.running > 0 && mine.waiting >= 0)
    #expect(ProcessorUse.below(999_999_999) == nil)
  }
}
