import Assignments
import Glibc

/// Cases drawn from a course's secret, and the facts about them that may be shown.
enum HiddenSeed {
  /// A secret that only the course knows.
  struct Secret: Sendable {
    /// The file that it is from, for messages.
    let path: String
    let bytes: [UInt8]
  }

  /// Many times the size that any secret needs: a file without an end is refused.
  private static let most = 1 << 20

  /// Reads the secret from a file of any kind, also from a pipe, which can be read only once.
  static func read(_ path: String?) throws(Failure) -> Secret? {
    guard let path else { return nil }
    // Opening a pipe that nobody writes to would wait without end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .usage(Wording.unreadableSecret(path, String(cString: strerror(errno)))) }
    defer { close(descriptor) }
    switch bytes(from: descriptor) {
    case .success(let bytes): return Secret(path: path, bytes: bytes)
    case .failure(let error) where error.isSilentPipe: throw .usage(Wording.silentPipe(path))
    case .failure(let error): throw .usage(Wording.unreadableSecret(path, error.reason))
    }
  }

  /// Returns the secret that a service hands over in a variable; `nil` if there is none, or if it is empty, as a service leaves it
  /// where secrets are kept from a run.
  static func inEnvironment(_ environment: [String: String]) -> Secret? {
    guard let text = environment["GRADUS_HIDDEN_SEED"], !text.isEmpty else { return nil }
    return Secret(path: "GRADUS_HIDDEN_SEED", bytes: Array(text.utf8))
  }

  struct Unreadable: Error {
    let reason: String
    var isSilentPipe = false
  }

  static func bytes(from descriptor: Int32) -> Result<[UInt8], Unreadable> {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    var status = stat()
    let isPipe = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    var attempts = 0
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // Somebody has, and has not written yet.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 60_000) != 0 else { return .failure(Unreadable(reason: "", isSilentPipe: true)) }
        continue
      }
      if count < 0 { return .failure(Unreadable(reason: String(cString: strerror(errno)))) }
      if count == 0, isPipe, bytes.isEmpty {
        // Nobody has opened its other end so far, and somebody may.
        attempts += 1
        if attempts > 50 { return .failure(Unreadable(reason: "", isSilentPipe: true)) }
        usleep(100_000)
        continue
      }
      if count == 0 { return .success(bytes) }
      bytes += chunk[..<count]
      if bytes.count > most { return .failure(Unreadable(reason: "it has more than \(most) bytes")) }
    }
  }

  /// The assignment, with hidden cases if there is a secret.
  static func adding(_ secret: Secret?, to assignment: Assignment) throws(Failure) -> Assignment {
    guard let secret else { return assignment }
    do {
      return try assignment.addingHiddenCases(secret: secret.bytes)
    } catch {
      throw .usage(Wording.badSecret(secret.path, "\(error)"))
    }
  }
}
