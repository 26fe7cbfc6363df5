/// What the ends of the compiler and the linker amount to. Nothing is laid at a submission's door that it did not do: either its
/// own lines are named, or a limit that it can run into was reached, or it is a fault of ours.
extension Compiler {
  private static let (aborted, killed, usedUpTime, wroteTooMuch): (Int32, Int32, Int32, Int32) = (6, 9, 24, 25)

  /// Nothing where the frontend did its work.
  static func error(
    ofCompiling result: Command.Result, _ diagnostics: Diagnostics, type: String, conformingTo kitProtocol: String,
    limits: Limits
  ) -> CompileError? {
    // What it says before it dies of a limit. Where it may not send itself a signal it ends with 1, as after errors; but a
    // source can have an error say anything, so one that names a line comes first.
    let lastWords = lines(result.errors).contains("Stack dump:")
    switch result.ending {
    case .exited(0): return nil
    case .timedOut: return .host(.overloaded(tool: "The compiler", seconds: limits.seconds))
    case .exited(1) where diagnostics.hasErrors: return diagnostics.error(type: type, conformingTo: kitProtocol)
    case .exited(1) where !lastWords:
      return .host(
        .toolFailed(tool: "The compiler", message: diagnostics.text.isEmpty ? "no reason given." : diagnostics.text))
    default: break
    }
    switch signal(of: result.ending) {
    // Expressions that it gave up on one by one are named already.
    case usedUpTime where diagnostics.hasErrors: return diagnostics.error(type: type, conformingTo: kitProtocol)
    case usedUpTime: return .tooDemanding(seconds: Double(limits.cpuSeconds))
    case killed: return .host(.toolFailed(tool: "The compiler", message: "it was killed from outside."))
    case _ where lastWords: return .tooDemanding(seconds: Double(limits.cpuSeconds))
    default:
      // Out of memory ends in an abort; whatever it is, the student's own messages come first.
      return diagnostics.hasErrors
        ? diagnostics.error(type: type, conformingTo: kitProtocol) : .compilerCrashed("\(result.ending)")
    }
  }

  /// Nothing where the linker did its work.
  static func error(ofLinking result: Command.Result?, limits: Limits, hiding paths: HostPaths) -> CompileError? {
    guard let result else { return .host(.toolFailed(tool: "The linker", message: "it was not started.")) }
    let words = Diagnostics.linkerWords(result.output, limit: limits.messageBytes)
    switch result.ending {
    case .exited(0): return nil
    case .timedOut: return .host(.overloaded(tool: "The linker", seconds: limits.seconds))
    case .exited(1) where complaints.contains(where: words.contains): return .doesNotLink(paths.hidden(in: words))
    case .exited(1) where namesASection(result.output): return .strangeSection(paths.hidden(in: words))
    case _ where lines(result.output).contains("Stack dump:"):
      return .linkerGaveUp(seconds: Double(limits.cpuSeconds))
    default: break
    }
    switch signal(of: result.ending) {
    case aborted, usedUpTime, wroteTooMuch: return .linkerGaveUp(seconds: Double(limits.cpuSeconds))
    default: return .host(.toolFailed(tool: "The linker", message: words.isEmpty ? "\(result.ending)" : words))
    }
  }

  /// What a submission can make the linker say.
  private static let complaints = ["undefined symbol", "duplicate symbol", "discarded section"]

  private static let ownNames = ["has undefined version", "cannot redefine linker defined symbol"]

  /// Whether the linker complains of what stands in a section of the submission's own object file, or of a section that it wanted
  /// to make itself and that is there: in both cases it could read the file.
  private static func namesASection(_ words: [UInt8]) -> Bool {
    lines(words).contains { line in
      line.contains("/plugin.o:(") || line.contains("error: section type mismatch for ")
        || line.hasPrefix(">>> defined in ") && line.hasSuffix("/plugin.o")
        || line.contains("/plugin.o") && ownNames.contains(where: line.contains)
    }
  }

  /// The signal that a tool ended on; the limiter and bubblewrap hand it on as an exit code, as shells do.
  private static func signal(of ending: Command.Ending) -> Int32? {
    switch ending {
    case .signaled(let number): number
    case .exited(let code) where code > 128 && code < 128 + 65: code - 128
    default: nil
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}

extension CompileError {
  /// Whether it rests on what a tool said about the submission's own lines and names.
  var isTold: Bool {
    switch self {
    case .diagnostics, .forbiddenImport, .missingType, .doesNotConform, .inaccessible, .doesNotLink: true
    // An object file that was cut short has strange sections too.
    case .strangeSection, .tooDemanding, .linkerGaveUp, .compilerCrashed, .host: false
    }
  }
}

extension CompileError {
  /// The same without this machine's paths in what a tool said.
  func hiding(_ paths: HostPaths) -> CompileError {
    guard case .host(.toolFailed(let tool, let message)) = self else { return self }
    return .host(.toolFailed(tool: tool, message: paths.hidden(in: message)))
  }
}
