internal import Glibc
internal import Subprocess
internal import SystemPackage

/// A program to be run to its end, in a process group of its own, for a limited time.
struct Command: Sendable {
  let program: String
  let arguments: [String]
  let environment: [String: String]
  let workingDirectory: String?
  /// The control group that it starts in, kept as long as this value is.
  private let group: ControlGroup?

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
  enum Ending: Equatable, Sendable {
    case exited(Int32)
    case signaled(Int32)
    /// It was killed at its limit.
    case timedOut
  }

  /// A program that has ended: its ending and its output.
  struct Result: Sendable {
    let ending: Ending
    let output: [UInt8]
    let errors: [UInt8]
  }

  /// True if the kernel killed a process of its group for want of memory; false without a group.
  var ranOutOfMemory: Bool { group?.ranOutOfMemory ?? false }

  /// The process to start, in the library's terms.
  var configuration: Configuration {
    var options = PlatformOptions()
    options.processGroupID = 0
    return Configuration(
      executable: .path(FilePath(program)), arguments: Arguments(arguments),
      environment: .custom(
        Dictionary(uniqueKeysWithValues: environment.map { (Subprocess.Environment.Key(stringLiteral: $0), $1) })),
      workingDirectory: workingDirectory.map { FilePath($0) }, platformOptions: options)
  }

  /// Runs the program to its end. Keeps `keeping` bytes of each stream; the rest is read and dropped.
  func run(seconds: Double, keeping limit: Int = 1 << 20) async throws(HostError) -> Result {
    Signals.ignoreBrokenPipes()
    let watchdog = Watchdog()
    defer { withExtendedLifetime(group) {} }
    do {
      let result = try await Subprocess.run(configuration, input: .none, output: .sequence, error: .sequence) {
        execution in
        watchdog.start(process: execution.processIdentifier.value, seconds: seconds)
        async let errors = collect(execution.standardError, keeping: limit)
        let output = await collect(execution.standardOutput, keeping: limit)
        return (output, await errors)
      }
      let timedOut = watchdog.stop().fired
      let ending: Ending =
        switch result.terminationStatus {
        case _ where timedOut: .timedOut
        case .exited(let code): .exited(code)
        case .signaled(let signal): .signaled(signal)
        }
      return Result(ending: ending, output: result.closureResult.0, errors: result.closureResult.1)
    } catch {
      watchdog.stop()
      throw .cannotStart(program: program, reason: "\(error)")
    }
  }
}

/// Reads a stream to its end and keeps the first bytes of it.
func collect(_ stream: SubprocessOutputSequence, keeping limit: Int) async -> [UInt8] {
  var kept: [UInt8] = []
  do {
    for try await buffer in stream where kept.count < limit {
      buffer.withUnsafeBytes { kept.append(contentsOf: $0.prefix(limit - kept.count)) }
    }
  } catch {
    // A broken stream leaves what had arrived. The exit status tells how the process ended.
  }
  return kept
}

/// Signal handling of this process.
enum Signals {
  private static let ignored: Void = {
    signal(SIGPIPE, SIG_IGN)
  }()

  /// Ignores SIGPIPE: a write to a worker that has died should be an error, not our end.
  static func ignoreBrokenPipes() { ignored }
}
