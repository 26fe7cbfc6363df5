internal import Glibc
internal import Synchronization

/// What has to go when this process ends, however it ends: programs that run, and its folder for temporary files.
///
/// One that is killed outright leaves that folder behind; the next one takes it away. Its programs end with it by themselves.
package enum Leftovers {
  private struct State {
    var processes: Set<pid_t> = []
    var groups: Set<String> = []
    /// The folder that everything temporary is in.
    var folder: String?
    /// On a file in that folder: it is in use as long as this process lives.
    var lock: FolderLock?
  }

  private static let state = Locked(State())

  // MARK: Signals

  /// The end of a pipe that the handler of signals writes to; a handler can do hardly more.
  private static let bell = Atomic<Int32>(-1)

  /// Has an interruption from the keyboard, by who manages processes, or by a terminal that closes take everything with it.
  package static func goWithSignals() {
    var ends: [Int32] = [-1, -1]
    guard bell.load(ordering: .relaxed) < 0, pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    bell.store(ends[1], ordering: .sequentiallyConsistent)
    let listening = ends[0]
    var thread = pthread_t()
    let made = pthread_create(
      &thread, nil,
      { context in
        var signal: UInt8 = 0
        guard read(Int32(Int(bitPattern: context)), &signal, 1) == 1 else { return nil }
        Leftovers.clear()
        // As if nobody had listened: whoever started us is told by what we ended.
        Glibc.signal(Int32(signal), SIG_DFL)
        kill(getpid(), Int32(signal))
        return nil
      }, UnsafeMutableRawPointer(bitPattern: Int(listening)))
    guard made == 0 else { return }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Leftovers.bell.load(ordering: .relaxed), &byte, 1)
      }
      // Who asked for it to be ignored, as `nohup` does, still has it ignored.
      if unsafeBitCast(before, to: Int.self) == 1 { signal(number, SIG_IGN) }
    }
  }

  /// Ends the programs that run, and removes what is temporary.
  private static func clear() {
    // Held to the end: nothing is started or made any more.
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

  /// A new folder that only we may enter, with links in its path resolved.
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
    // Nothing that this command is about, nor where it was called.
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
