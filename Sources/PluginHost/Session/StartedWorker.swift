internal import Glibc
internal import WorkerProtocol

/// A worker's process that has been started, on the thread that started it: with that thread the kernel would end it.
struct StartedWorker {
  let command: Command
  let child: Child
  let watchdog: Watchdog
  private(set) var conversation: Conversation
  private let since = Alarms.now
  /// True if it has said that it is there.
  private(set) var isGreeted = false

  /// - Parameter limit: the number of bytes of standard error that are kept.
  init(_ command: Command, keeping limit: Int) throws(HostError) {
    self.command = command
    watchdog = Watchdog()
    child = try Child(command, hasInput: true, keeping: limit, watchdog: watchdog)
    conversation = Conversation(Pipes(child: child))
  }

  /// Waits until it has loaded its own libraries; `nil` if it has not in so many seconds.
  func greeted(within seconds: Double) -> StartedWorker? {
    // The run has a clock of its own, which begins later.
    let clock = Watchdog()
    clock.start(process: child.process, seconds: seconds)
    var greeted = self
    let hello = Request.hello(version: protocolVersion)
    let isThere = (try? greeted.conversation.ask(hello, expecting: .hello(version: protocolVersion))) != nil
    let isLate = clock.stop().fired
    Leftovers.started(child.process)
    greeted.isGreeted = true
    return isThere && !isLate ? greeted : nil
  }

  /// The time from which its processor time counts. What it used while it waited is less than a second.
  var begun: Double { max(since, Alarms.now - 1) }

  /// Ends one that is not needed.
  func dismiss() {
    child.killGroup()
    _ = child.collect()
    Leftovers.ended(child.process)
  }
}
