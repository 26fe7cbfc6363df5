internal import Glibc

/// A clock that kills a process group when its time is up. It has a thread of its own: a stranger's
/// program ends at its limit however busy the tasks of this process are.
///
/// Time in which the program was ready to run and had no processor does not count: a busy machine is not its doing.
/// After `mostTimes` the limit it is killed all the same, and that is nobody's mistake.
final class Watchdog: Sendable {
  /// The stage that the clock has reached.
  struct State: Sendable {
    fileprivate var isStopped = false
    fileprivate var process: pid_t?
    /// The limit was reached.
    fileprivate(set) var fired = false
    /// The time at which the group was killed.
    fileprivate(set) var killedAt: Double?
    /// True if the group was killed.
    var killed: Bool { killedAt != nil }
    /// The limit was reached many times over, and nearly all of it was waiting for a processor.
    fileprivate(set) var starved = false
    /// The program was seen running after its limit of processor time.
    fileprivate(set) var overspent = false
  }

  /// Runs an action after so many seconds.
  typealias Clock = @Sendable (_ seconds: Double, _ action: @escaping @Sendable () -> Void) -> Void

  /// The longest that a program may take, waiting for a processor, as a multiple of its limit.
  static let mostTimes = 10.0
  /// The longest wait that is not worth another look, in seconds.
  private static let grain = 0.01

  private let state = Locked(State())
  private let clock: Clock
  private let use: @Sendable (pid_t) -> ProcessorUse?

  /// - Parameters:
  /// - clock: the system's, except in tests.
  /// - use: measures the processor use of a process and those below it.
  init(
    clock: @escaping Clock = { Alarms.shared.after($0, $1) },
    use: @escaping @Sendable (pid_t) -> ProcessorUse? = ProcessorUse.below
  ) {
    self.clock = clock
    self.use = use
  }

  /// Starts the clock. `warn` runs at the limit. The kill follows half a second later.
  ///
  /// - Parameter cpuSeconds: the processor time at which the program has to end by itself; nil to watch only the clock.
  func start(
    process: pid_t, seconds: Double, cpuSeconds: Int? = nil, warn: (@Sendable () -> Void)? = nil
  ) {
    Leftovers.started(process)
    state.withLock { $0.process = process }
    clock(seconds) { [self] in ring(process, seconds: seconds, prolonged: 0, warn) }
    // Its first thread cannot have used that much time any sooner.
    if let limit = cpuSeconds.map(Double.init) { clock(limit) { [self] in look(process, limit: limit) } }
  }

  /// The time at which the program was killed; `nil` if it was not.
  var killedAt: Double? { state.withLock { $0.killedAt } }

  private var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Acts when the limit, as prolonged so far, is reached. Time waited meanwhile prolongs it again.
  private func ring(_ process: pid_t, seconds: Double, prolonged: Double, _ warn: (@Sendable () -> Void)?) {
    guard !isStopped else { return }
    let waited = use(process)?.waiting ?? 0
    let most = (Self.mostTimes - 1) * seconds
    let missing = min(waited, most) - prolonged
    guard missing <= Self.grain else {
      return clock(missing) { [self] in ring(process, seconds: seconds, prolonged: prolonged + missing, warn) }
    }
    let isRunning = state.withLock { state in
      if !state.isStopped { (state.fired, state.starved) = (true, waited >= most) }
      return !state.isStopped
    }
    guard isRunning else { return }
    guard let warn else { return end(process) }
    warn()
    clock(0.5) { [self] in end(process) }
  }

  /// Ends a program that runs on after its processor time, a second after it was seen: time for it to end by the signal that
  /// the kernel sends, and to leave its note.
  private func look(_ process: pid_t, limit: Double) {
    guard !isStopped else { return }
    if let running = use(process)?.running, running >= limit {
      state.withLock { state in
        if !state.isStopped { state.overspent = true }
      }
      return clock(1) { [self] in end(process) }
    }
    clock(0.25) { [self] in look(process, limit: limit) }
  }

  private func end(_ process: pid_t) {
    // Within the lock: after `stop` the process number may be another's.
    state.withLock { state in
      guard !state.isStopped else { return }
      kill(-process, SIGKILL)
      state.killedAt = Alarms.now
    }
  }

  /// Stops the clock and returns the stage it reached.
  @discardableResult func stop() -> State {
    state.withLock { state in
      state.isStopped = true
      if let process = state.process { Leftovers.ended(process) }
      return state
    }
  }
}
