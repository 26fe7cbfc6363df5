internal import CProcess
internal import Glibc

/// A program that was started, and our ends of its pipes. For one thread, which may block; only `interrupt` comes from others.
final class Child: @unchecked Sendable {
  let process: pid_t
  /// Does not block: a program that does not read must not hold us up. -1 when it is closed, or if there is none.
  private var input: Int32
  private var output: Int32
  private var errors: Int32
  /// The first error on a pipe that is not the program's doing.
  private(set) var failure: Int32?
  /// The bytes that it wrote to standard error, up to a limit.
  private(set) var printed: [UInt8] = []
  private let limit: Int
  private let watchdog: Watchdog
  private let isWriting = Locked(false)
  private var killedAt: Double?
  /// The number of bytes that were read after the kill.
  private var late = 0

  /// Starts a program in a process group of its own. It has no descriptor of ours but its three streams.
  ///
  /// - Parameters:
  ///   - hasInput: false for a program that reads nothing.
  ///   - limit: the number of bytes kept of standard error.
  ///   - watchdog: kills it at its limit; without it a program that goes on would be waited for without end.
  init(_ command: Command, hasInput: Bool, keeping limit: Int, watchdog: Watchdog) throws(HostError) {
    (self.limit, self.watchdog) = (limit, watchdog)
    func fail(_ code: Int32) -> HostError { .cannotStart(program: command.program, reason: Files.reason(code)) }
    guard Alarms.shared.isReady else { throw fail(EAGAIN) }
    let words = [command.program] + command.arguments
    let variables = command.environment.map { "\($0)=\($1)" }
    var made = gradus_child()
    let code = Self.withStrings(words) { words in
      Self.withStrings(variables) { variables in
        gradus_spawn(command.program, words, variables, command.workingDirectory, hasInput ? 1 : 0, &made)
      }
    }
    guard code == 0 else { throw fail(code) }
    (process, input, output, errors) = (made.process, made.input, made.output, made.errors)
  }

  /// Lends texts as C strings, with a null pointer at the end. Returns an error number if there is no memory for them.
  private static func withStrings(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    let strings: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    defer { for string in strings { free(string) } }
    return strings.contains(nil) ? ENOMEM : (strings + [nil]).withUnsafeBufferPointer { body($0.baseAddress!) }
  }

  deinit { closeStreams() }

  // MARK: Streams

  /// Waits for bytes of standard output. Returns false at its end, or if it cannot be read any more.
  func read(_ take: (UnsafeRawBufferPointer) -> Void) -> Bool {
    while output >= 0 {
      guard wait(for: output, POLLIN) else { return false }
      if let bytes = read(output) {
        if bytes.isEmpty { return false }
        bytes.withUnsafeBytes(take)
        return true
      }
    }
    return false
  }

  /// Writes all bytes to standard input, as long as the program reads. Returns false if it does not, or if another writes.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    guard takeTurn() else { return false }
    defer { isWriting.withLock { $0 = false } }
    var rest = bytes[...]
    while !rest.isEmpty {
      guard input >= 0, wait(for: input, POLLOUT) else { return false }
      let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
      if count < 0, errno != EAGAIN, errno != EINTR {
        // A program that does not read any more is its own doing.
        if errno != EPIPE { fail(errno) }
        return false
      }
      rest = rest.dropFirst(max(count, 0))
    }
    return true
  }

  /// Writes a few bytes to standard input at once or not at all, while another thread may read or write.
  func interrupt(_ bytes: [UInt8]) {
    guard takeTurn() else { return }
    defer { isWriting.withLock { $0 = false } }
    _ = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
  }

  private func takeTurn() -> Bool {
    isWriting.withLock { taken in
      defer { taken = true }
      return !taken
    }
  }

  /// Reads standard error to its end, and drops what comes on standard output.
  func finishReading() {
    // Whoever interrupts must not find another file under this number.
    while !takeTurn() { usleep(100) }
    if input >= 0 { close(input) }
    input = -1
    while errors >= 0 || output >= 0 {
      guard wait(for: output, POLLIN) else { break }
      if output >= 0, let bytes = read(output), bytes.isEmpty {
        close(output)
        output = -1
      }
    }
  }

  /// Waits until a stream is ready, and meanwhile reads standard error. Returns false if the program was killed and somebody
  /// else keeps its streams open.
  private func wait(for stream: Int32, _ event: Int32) -> Bool {
    var attempts = 0
    while true {
      var streams = [
        pollfd(fd: stream, events: Int16(event), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&streams, 2, 200)
      if count < 0, errno != EINTR {
        // The machine may have again in a moment what it lacks now.
        attempts += 1
        if attempts < 50 {
          usleep(20_000)
          continue
        }
        fail(errno)
        return false
      }
      if let killed = killedAt ?? watchdog.killedAt, Alarms.now - killed > 1, count == 0 || late > Self.mostLate {
        return false
      }
      if count > 0, streams[1].revents != 0 { readErrors() }
      if count > 0, streams[0].revents != 0 { return true }
      if stream < 0, errors < 0 { return true }
    }
  }

  /// More than any pipe holds: what comes after that was written since the kill, by somebody else.
  private static let mostLate = 4 << 20

  private func readErrors() {
    guard let bytes = read(errors) else { return }
    printed += bytes.prefix(limit - printed.count)
    guard bytes.isEmpty else { return }
    close(errors)
    errors = -1
  }

  /// Returns what a stream has now, nothing at its end or if it is broken; `nil` if it is to be asked again.
  private func read(_ stream: Int32) -> [UInt8]? {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      let got = Glibc.read(stream, buffer.baseAddress, buffer.count)
      count = max(got, 0)
      if got < 0 { code = errno }
    }
    if code == EINTR || code == EAGAIN { return nil }
    if code != 0 { fail(code) }
    if killedAt ?? watchdog.killedAt != nil { late += bytes.count }
    return bytes
  }

  private func fail(_ code: Int32) {
    failure = failure ?? code
    // Nobody can talk to it any more.
    killGroup()
  }

  private func closeStreams() {
    for stream in [input, output, errors] where stream >= 0 { close(stream) }
    (input, output, errors) = (-1, -1, -1)
  }

  // MARK: The end

  /// Kills it and all that it started.
  func killGroup() {
    kill(-process, SIGKILL)
    killedAt = killedAt ?? Alarms.now
  }

  /// True if it has ended; its starter has still to collect it.
  var hasEnded: Bool {
    var information = siginfo_t()
    guard waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0 else { return errno != EINTR }
    return information.si_signo == SIGCHLD
  }

  /// Throws if the pipes failed, and not the program.
  func checkPipes(of program: String) throws(HostError) {
    if let failure { throw .brokenPipe(program: program, reason: Files.reason(failure)) }
  }

  /// Waits for its end, kills what is left of its group, and stops the clock.
  func collect() -> (status: Command.Ending, clock: Watchdog.State) {
    var information = siginfo_t()
    while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    // As long as it is not collected, its number is no other's.
    killGroup()
    let clock = watchdog.stop()
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return (signal == 0 ? .exited(status >> 8 & 0xFF) : .signaled(signal), clock)
  }
}
