/// A reason that a tool gave no plugin.
struct Refusal {
  let error: CompileError
  /// True if it rests on the submission's own lines, or on a limit that tools reach by themselves, or on the machine's kill. Any
  /// other refusal could be a fault of ours as well: what else a tool says is no proof, since a submission can have it say
  /// anything.
  let isCertain: Bool

  init(_ error: CompileError, isCertain: Bool = false) { (self.error, self.isCertain) = (error, isCertain) }
}

/// The meaning of the compiler's and the linker's ends.
extension Compiler {
  private static let (killed, usedUpTime): (Int32, Int32) = (9, 24)

  /// - Parameter given: the modules that every submission is given.
  /// - Returns: `nil` if the frontend did its work.
  static func refusal(
    ofCompiling result: Command.Result, _ diagnostics: Diagnostics, program: Program, given: Set<String>, limits: Limits
  ) -> Refusal? {
    switch result.ending {
    case .exited(0): return nil
    case .timedOut: return Refusal(.host(.overloaded(tool: "The compiler", seconds: limits.seconds)), isCertain: true)
    default: break
    }
    let told = diagnostics.error(
      type: program.type, conformingTo: program.kitProtocol, makingLine: program.entry.makingLine, in: program.files)
    let signal = signal(of: result.ending)
    if signal == killed {
      return Refusal(
        .host(.toolFailed(tool: "The compiler", message: "it was killed from outside.")), isCertain: true)
    }
    if diagnostics.hasErrors {
      // Such a module is ours, and the line that wants it is not.
      return Refusal(told, isCertain: !diagnostics.hasErrors(atImportsOf: given, in: program.files))
    }
    if signal == usedUpTime {
      return Refusal(.tooDemanding(seconds: Double(limits.cpuSeconds)), isCertain: true)
    }
    let crash = CompilerCrash(result.errors, files: program.files.map(\.path))
    if crash?.isOutOfMemory == true { return Refusal(.tooDemanding(seconds: Double(limits.cpuSeconds))) }
    // A compiler that may not send itself a signal ends with 1, as after errors.
    if crash != nil || signal != nil || diagnostics.text.isEmpty {
      return Refusal(.compilerCrashed(crash?.construct ?? ""))
    }
    return Refusal(told)
  }

  /// - Returns: `nil` if the linker did its work.
  static func refusal(ofLinking result: Command.Result?, limits: Limits, hiding paths: HostPaths) -> Refusal? {
    guard let result else {
      return Refusal(.host(.toolFailed(tool: "The linker", message: "it was not started.")), isCertain: true)
    }
    let words = paths.hidden(in: Diagnostics.linkerWords(result.output, limit: limits.messageBytes))
    switch result.ending {
    case .exited(0): return nil
    case .timedOut: return Refusal(.host(.overloaded(tool: "The linker", seconds: limits.seconds)), isCertain: true)
    case .exited(1) where complaints.contains(where: words.contains): return Refusal(.doesNotLink(words))
    default: break
    }
    switch signal(of: result.ending) {
    case killed:
      return Refusal(.host(.toolFailed(tool: "The linker", message: "it was killed from outside.")), isCertain: true)
    case nil where CompilerCrash(result.output, files: []) == nil:
      return Refusal(.strangeSection(words.isEmpty ? "\(result.ending)" : words))
    default: return Refusal(.linkerGaveUp(seconds: Double(limits.cpuSeconds)))
    }
  }

  /// Complaints about functions; any other is about sections and names.
  private static let complaints = ["undefined symbol", "duplicate symbol", "discarded section"]

  /// The signal that a tool ended on; the limiter and bubblewrap hand it on as an exit code, as shells do.
  private static func signal(of ending: Command.Ending) -> Int32? {
    switch ending {
    case .signaled(let number): number
    case .exited(let code) where code > 128 && code < 128 + 65: code - 128
    default: nil
    }
  }
}

extension CompileError {
  /// True if it rests on what a tool said about the submission's own lines and names.
  var isTold: Bool {
    switch self {
    case .diagnostics, .forbiddenImport, .missingType, .doesNotConform, .inaccessible, .cannotBeMade, .doesNotLink: true
    case .strangeSection, .tooDemanding, .linkerGaveUp, .compilerCrashed, .host: false
    }
  }
}
