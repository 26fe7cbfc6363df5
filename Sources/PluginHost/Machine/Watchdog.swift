internal import Dispatch
internal import Glibc

/// Kills a process group when its time is up. The clock is the system's and not a task's: however busy the tasks of this process
/// are, a stranger's program ends at its limit.
///
/// Time in which the program was ready to run and had no processor does not count: that the machine is busy is not its doing. After
/// `mostTimes` the limit it ends all the same, and that is nobody's mistake.
final class Watchdog: Sendable {
  /// How far it came.
  struct State: Sendable {
    fileprivate var isStopped = false
    fileprivate var process: pid_t?
    /// The limit was reached.
    fileprivate(set) var fired = false
    /// The group was killed.
    fileprivate(set) var killed = false
    /// The limit was reached many times over, and nearly all of it was waiting for a processor.
    fileprivate(set) var starved = false
    /// It was seen to run on after its limit of processor time.
    fileprivate(set) var overspent = false
  }

  /// Runs something after so many seconds.
  typealias Clock = @Sendable (_ seconds: Double, _ action: @escaping @Sendable () -> Void) -> Void

  /// How many times its limit a program may take in which it waits for a processor.
  static let mostTimes = 10.0
  /// A wait that is not worth another look, in seconds.
  private static let grain = 0.01

  private let state = Locked(State())
  private let clock: Clock
  private let use: @Sendable (pid_t) -> ProcessorUse?

  /// - Parameters:
  ///   - clock: the system's, but in tests.
  ///   - use: what a process and those below it had of the processors.
  init(
    clock: @escaping Clock = { seconds, action in
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: action)
    }, use: @escaping @Sendable (pid_t) -> ProcessorUse? = ProcessorUse.below
  ) {
    self.clock = clock
    self.use = use
  }

  /// Starts the clock. `warn` runs at the limit; the kill follows half a second later, whether it has returned or not: a
  /// program that reads nothing holds up whoever writes to it.
  ///
  /// - Parameter cpuSeconds: the processor time at which the program has to end by itself, where it should be seen whether it does.
  func start(
    process: pid_t, seconds: Double, cpuSeconds: Int? = nil, warn: (@Sendable () async -> Void)? = nil
  ) {
    Leftovers.started(process)
    state.withLock { $0.process = process }
    clock(seconds) { [self] in ring(process, seconds: seconds, prolonged: 0, warn) }
    // Before so many seconds it cannot have used as many.
    if let limit = cpuSeconds.map(Double.init) { clock(limit) { [self] in look(process, limit: limit) } }
  }

  private var isStopped: Bool { state.withLock { $0.isStopped } }

  /// The limit, as it was prolonged so far, is reached: what was waited meanwhile prolongs it again.
  private func ring(_ process: pid_t, seconds: Double, prolonged: Double, _ warn: (@Sendable () async -> Void)?) {
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
    let warning = Task { await warn() }
    clock(0.5) { [self] in
      warning.cancel()
      end(process)
    }
  }

  /// The kernel's kill follows a second after the limit: there are some looks in between.
  private func look(_ process: pid_t, limit: Double) {
    guard !isStopped else { return }
    if let running = use(process)?.running, running >= limit {
      return state.withLock { state in
        if !state.isStopped { state.overspent = true }
      }
    }
    clock(0.25) { [self] in look(process, limit: limit) }
  }

  private func end(_ process: pid_t) {
    // Within the lock: after `stop` the number may be another's.
    state.withLock { state in
      guard !state.isStopped else { return }
      kill(-process, SIGKILL)
      state.killed = true
    }
  }

  /// Stops the clock and says how far it came.
  @discardableResult func stop() -> State {
    state.withLock { state in
      state.isStopped = true
      if let process = state.process { Leftovers.ended(process) }
      return state
    }
  }
}
