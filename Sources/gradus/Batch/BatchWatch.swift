import Glibc
import Gradebook
import PluginHost
import Synchronization

/// A watcher that runs a batch in a process of its own, and begins another if a fault of ours ends it. One submission
/// is then withheld, and the rest of the class has its reports.
struct BatchWatch {
  let gradebook: Gradebook
  /// The batch's folder, for messages.
  let output: String
  /// The secret that hidden cases are drawn from, if there are any.
  let secret: [UInt8]?
  /// The descriptor that keeps others out of the folder.
  let lock: Int32

  /// The descriptor on which the batch finds the secret:
  /// no file that another could open, and no word on a command line.
  private static let secretDescriptor: Int32 = 3
  /// The descriptor by which the batch keeps the folder's lock, even if its watcher is killed first.
  private static let lockDescriptor: Int32 = 4

  /// - Parameter arguments: those of the command, the program's own name first.
  /// - Returns: the code with which the batch ended.
  func run(_ arguments: [String]) throws(Failure) -> Int32 {
    let farewell = Farewell(gradebook, output)
    Leftovers.beforeSignals { farewell.say() }
    while true {
      let status = try attempt(arguments)
      let signal = status & 0x7F
      if signal == 0 { return (status >> 8) & 0xFF }
      // A person wants the batch to end.
      if [SIGINT, SIGTERM, SIGHUP].contains(signal) {
        farewell.say()
        return 128 + signal
      }
      let open = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.blame(signal: signal) }
      guard open > 0 else { throw .grader(Wording.batchDied(signal)) }
    }
  }

  /// Says once, at an end before all is graded, how much is kept.
  private final class Farewell: Sendable {
    private let gradebook: Gradebook
    private let output: String
    private let isSaid = Atomic(false)

    init(_ gradebook: Gradebook, _ output: String) {
      (self.gradebook, self.output) = (gradebook, output)
    }

    func say() {
      guard !isSaid.exchange(true, ordering: .sequentiallyConsistent) else { return }
      guard let (finished, all) = try? gradebook.progress(), finished < all else { return }
      Terminal.progress("")
      Terminal.say(Wording.interrupted(finished, of: all, output))
    }
  }

  /// - Returns: the end of the process, as `waitpid` gives it.
  private func attempt(_ arguments: [String]) throws(Failure) -> Int32 {
    // The batch reads the end of this pipe when its watcher is gone, and ends with it.
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .grader(Wording.cannotWatch(errno)) }
    defer { for end in ends { close(end) } }
    // The batch must not keep the other end open itself.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    let secret = try secretFile()
    defer { if let secret { close(secret) } }
    if let secret { posix_spawn_file_actions_adddup2(&actions, secret, Self.secretDescriptor) }
    posix_spawn_file_actions_adddup2(&actions, lock, Self.lockDescriptor)
    let words = [arguments[0], "batch", "--within"] + arguments.dropFirst(2)
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, "/proc/self/exe", &actions, nil, &pointers, environ)
    guard failure == 0 else { throw .grader(Wording.cannotWatch(failure)) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw .grader(Wording.cannotWatch(errno)) }
    }
    return status
  }

  /// Makes a file for the secret. The file has a descriptor and, before anything is in it, no name any more.
  private func secretFile() throws(Failure) -> Int32? {
    guard let secret else { return nil }
    let path = try makeFolder() + "/secret"
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0, unlink(path) == 0 else { throw .grader(Wording.cannotWatch(errno)) }
    var written = 0
    while written < secret.count {
      let count = secret[written...].withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, written) }
      guard count > 0 else { throw .grader(Wording.cannotWatch(errno)) }
      written += count
    }
    return descriptor
  }

  private func makeFolder() throws(Failure) -> String {
    do throws(HostError) {
      return try Leftovers.makeFolder()
    } catch {
      throw .grader(error.description)
    }
  }

  /// Returns the secret as the watcher handed it over; no bytes if there is none. To be called before any program is
  /// started, which would have the descriptor too.
  static func handedSecret() -> [UInt8] {
    defer { close(secretDescriptor) }
    return (try? HiddenSeed.bytes(from: secretDescriptor).get()) ?? []
  }

  /// Ends this process when the one that watches it has ended. Throws if there is no thread for that: nobody would end it.
  static func endWithWatcher() throws(Failure) {
    // No program that is started keeps the lock.
    _ = fcntl(lockDescriptor, F_SETFD, FD_CLOEXEC)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { _ in
        var byte: UInt8 = 0
        while true {
          let count = read(STDIN_FILENO, &byte, 1)
          // End as if somebody had ended the batch itself, which takes its programs and its files with it.
          if count == 0 {
            kill(getpid(), SIGTERM)
            return nil
          }
          // An error says nothing of the watcher.
          if count < 0, errno != EINTR { usleep(200_000) }
        }
      }, nil)
    if code != 0 { throw .grader(Wording.cannotWatch(code)) }
  }
}
