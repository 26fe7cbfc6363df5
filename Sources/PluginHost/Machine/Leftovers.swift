internal import CProcess
internal import Glibc
internal import Synchronization

/// Programs that run and the folder for temporary files: both have to go when this process ends, however it ends.
///
/// A process that ends by SIGKILL leaves the folder behind; the next one removes it. Its programs end by themselves.
package enum Leftovers {
  private struct State {
    var processes: Set<pid_t> = []
    var groups: Set<String> = []
    /// The folder for everything temporary.
    var folder: String?
    /// The lock on a file in that folder: it is in use as long as this process lives.
    var lock: FolderLock?
    var farewell: (@Sendable () -> Void)?
  }

  private static let state = Locked(State())

  // MARK: Signals

  /// The end of a pipe that the signal handler writes to; a handler can do hardly more.
  private static let bell = Atomic<Int32>(-1)

  /// Cleans up on SIGINT, SIGTERM and SIGHUP, and before an end for want of threads. Throws if the machine has not even the means
  /// for that.
  package static func goWithSignals() throws(HostError) {
    var ends: [Int32] = [-1, -1]
    guard bell.load(ordering: .relaxed) < 0 else { return }
    gradus_before_end { Leftovers.clear() }
    guard pipe(&ends) == 0 else { throw .noThread(reason: Files.reason()) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    bell.store(ends[1], ordering: .sequentiallyConsistent)
    let listening = ends[0]
    var thread = pthread_t()
    let made = pthread_create(
      &thread, nil,
      { context in
        var signal: UInt8 = 0
        guard read(Int32(Int(bitPattern: context)), &signal, 1) == 1 else { return nil }
        Leftovers.state.withLock { $0.farewell }?()
        Leftovers.clear()
        // End as if nobody had listened: our parent sees the signal that ended us.
        Glibc.signal(Int32(signal), SIG_DFL)
        kill(getpid(), Int32(signal))
        return nil
      }, UnsafeMutableRawPointer(bitPattern: Int(listening)))
    guard made == 0 else { throw .noThread(reason: Files.reason(made)) }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Leftovers.bell.load(ordering: .relaxed), &byte, 1)
      }
      // A signal that is ignored at the start, as under `nohup`, stays ignored.
      if unsafeBitCast(before, to: Int.self) == 1 { signal(number, SIG_IGN) }
    }
    guard Alarms.shared.isReady else { throw .noThread(reason: Files.reason(EAGAIN)) }
  }

  /// Does something before a signal ends this process.
  package static func beforeSignals(_ farewell: @escaping @Sendable () -> Void) {
    state.withLock { $0.farewell = farewell }
  }

  /// Kills the programs that run and removes all temporary files.
  private static func clear() {
    // The lock is held to the end: nothing is started or made any more.
    state.withLock { state in
      for process in state.processes { kill(-process, SIGKILL) }
      for group in state.groups { ControlGroup.remove(group) }
      if let folder = state.folder { Files.remove(folder) }
      state.folder = nil
    }
  }

  // MARK: Programs

  static func started(_ process: pid_t) { state.withLock { _ = $0.processes.insert(process) } }
  static func ended(_ process: pid_t) { state.withLock { _ = $0.processes.remove(process) } }
  static func made(group: String) { state.withLock { _ = $0.groups.insert(group) } }
  static func removed(group: String) { state.withLock { _ = $0.groups.remove(group) } }

  // MARK: Files

  /// Makes a new folder that only we may enter, with links in its path resolved.
  package static func makeFolder() throws(HostError) -> String {
    let found: Result<String, HostError> = state.withLock { state in
      if let folder = state.folder { return .success(folder) }
      do throws(HostError) {
        let (folder, lock) = try root(in: Environment.current["TMPDIR"] ?? "/tmp")
        state.folder = folder
        state.lock = lock
        atexit { Leftovers.clear() }
        return .success(folder)
      } catch {
        return .failure(error)
      }
    }
    return try make(in: found.get() + "/")
  }

  private static func root(in base: String) throws(HostError) -> (folder: String, lock: FolderLock) {
    let base = Files.realPath(base) ?? base
    // Spare every path that this command was given, and the folder it was called in.
    sweep(base, sparing: Spared(CommandLine.arguments.dropFirst() + ["."]))
    let folder = try make(in: base + "/gradus-")
    do throws(HostError) {
      return (folder, try Marker.put(in: folder))
    } catch {
      Files.remove(folder)
      throw error
    }
  }

  private static func make(in beginning: String) throws(HostError) -> String {
    var template = Array("\(beginning)XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .fileSystem(path: Files.parent(of: beginning) ?? "/", reason: Files.reason())
    }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
