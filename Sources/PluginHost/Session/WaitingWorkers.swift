internal import Dispatch
internal import Glibc

/// Workers that are started while a submission is still compiled, for somebody who waits. Only our own code is in them until
/// the plugin is there; then each seals itself and loads it, as any other.
package final class WaitingWorkers: Sendable {
  /// Work for a worker's thread; `nil` sends the worker away.
  typealias Work = @Sendable (StartedWorker) -> Void

  /// A thread with a worker that waits for its work.
  private final class Seat: Sendable {
    private let work = Locked<Work?>(nil)
    private let isCalled = DispatchSemaphore(value: 0)

    func give(_ work: Work?) {
      self.work.withLock { $0 = work }
      isCalled.signal()
    }

    func wait() -> Work? {
      isCalled.wait()
      return work.withLock { $0 }
    }
  }

  private struct State {
    var missing: Int
    var seats: [Seat] = []
    var isOver = false
  }

  /// The folder that they see. The plugin comes into it, and nothing else.
  private let folder: String
  private let limits: RunLimits
  private let files: [String]
  private let start: @Sendable (_ folder: String) throws(HostError) -> StartedWorker
  private let state: Locked<State>

  /// - Parameters:
  ///   - count: the number of runs that are to come.
  ///   - limits: those of the runs.
  ///   - files: those that are read before the first of them starts.
  ///   - start: starts a worker that may read a folder.
  init(
    _ count: Int, limits: RunLimits, reading files: [String],
    start: @escaping @Sendable (_ folder: String) throws(HostError) -> StartedWorker
  ) throws(HostError) {
    folder = try Files.makeTemporaryFolder()
    (self.limits, self.files, self.start) = (limits, files, start)
    state = Locked(State(missing: count))
  }

  deinit { Files.remove(folder) }

  /// Starts them, one after the other: the compiler is to have a processor of its own.
  package func gather() async {
    Signals.ignoreBrokenPipes()
    await WarmFiles.shared.read(files)
    while isMissing() { await startOne() }
  }

  /// True if another is to be started, which then counts as one.
  private func isMissing() -> Bool {
    state.withLock { state in
      state.missing -= 1
      return !state.isOver && state.missing >= 0
    }
  }

  /// Starts one, and returns when it waits. One that cannot be started is left to the run that wants it: that finds the reason.
  private func startOne() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let code = Thread.start { [self] in
        guard let worker = try? start(folder) else { return continuation.resume() }
        let seat = Seat()
        guard let ready = worker.greeted(within: limits.seconds), take(seat) else {
          worker.dismiss()
          return continuation.resume()
        }
        continuation.resume()
        guard let work = seat.wait() else { return ready.dismiss() }
        work(ready)
      }
      if code != 0 { continuation.resume() }
    }
  }

  /// False if they are no longer waited for.
  private func take(_ seat: Seat) -> Bool {
    state.withLock { state in
      if !state.isOver { state.seats.append(seat) }
      return !state.isOver
    }
  }

  /// Gives work to one that waits for it; false if there is none, or none that can do it.
  ///
  /// - Parameter work: handed the path of the plugin as the worker sees it.
  func give(_ plugin: Plugin, _ limits: RunLimits, _ work: @escaping @Sendable (StartedWorker, String) -> Void) -> Bool
  {
    guard limits.memoryBytes == self.limits.memoryBytes, limits.outputBytes == self.limits.outputBytes else {
      return false
    }
    let library = folder + "/" + Files.name(of: plugin.library)
    let seat: Seat? = state.withLock { state in
      if state.seats.isEmpty { state.missing -= 1 }
      guard !state.seats.isEmpty, link(plugin.library, library) == 0 || errno == EEXIST else { return nil }
      return state.seats.removeFirst()
    }
    seat?.give { work($0, library) }
    return seat != nil
  }

  /// Sends away those that still wait.
  package func dismiss() {
    let rest = state.withLock { state in
      state.isOver = true
      defer { state.seats = [] }
      return state.seats
    }
    for seat in rest { seat.give(nil) }
  }
}
