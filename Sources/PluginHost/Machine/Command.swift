internal import Glibc

/// A program to be run to its end, in a process group of its own, for a limited time.
package struct Command: Sendable {
  let program: String
  let arguments: [String]
  let environment: [String: String]
  let workingDirectory: String?
  /// The control group that it starts in, kept as long as this value is.
  private let group: ControlGroup?

  package init(_ program: String, _ arguments: [String], environment: [String: String]) {
    self.init(program, arguments, environment: environment, workingDirectory: nil)
  }

  init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], workingDirectory: String? = nil,
    group: ControlGroup? = nil
  ) {
    self.group = group
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
  }

  /// The way a program ended.
  package enum Ending: Equatable, Sendable {
    case exited(Int32)
    case signaled(Int32)
    /// It was killed at its limit.
    case timedOut
  }

  /// A program that has ended: its ending and its output.
  package struct Result: Sendable {
    package let ending: Ending
    package let output: [UInt8]
    package let errors: [UInt8]
  }

  /// True if the kernel killed a process of its group for want of memory; false without a group.
  var ranOutOfMemory: Bool { group?.ranOutOfMemory ?? false }

  /// Runs the program to its end. Keeps `keeping` bytes of each stream; the rest is read and dropped.
  package func run(seconds: Double, keeping limit: Int = 1 << 20) async throws(HostError) -> Result {
    Signals.ignoreBrokenPipes()
    defer { withExtendedLifetime(group) {} }
    return try await Thread.run { () -> Swift.Result<Result, HostError> in
      do throws(HostError) {
        let watchdog = Watchdog()
        let child = try Child(self, hasInput: false, keeping: limit, watchdog: watchdog)
        watchdog.start(process: child.process, seconds: seconds)
        var output: [UInt8] = []
        while child.read({ output += $0.prefix(limit - output.count) }) {}
        child.finishReading()
        let (ending, clock) = child.collect()
        try child.checkPipes(of: program)
        return .success(Result(ending: clock.fired ? .timedOut : ending, output: output, errors: child.printed))
      } catch {
        return .failure(error)
      }
    }.get()
  }
}

/// Signal handling of this process.
enum Signals {
  private static let ignored: Void = {
    signal(SIGPIPE, SIG_IGN)
  }()

  /// Ignores SIGPIPE: a write to a worker that has died should be an error, not our end.
  static func ignoreBrokenPipes() { ignored }
}
