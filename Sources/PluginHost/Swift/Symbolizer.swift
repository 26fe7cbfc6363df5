internal import Foundation
internal import GradeModel
internal import WorkerProtocol

/// Finds the student's line for addresses in a plugin.
struct Symbolizer {
  let toolchain: Toolchain
  let sandbox: Sandbox

  /// The student's line and the failed check at some addresses.
  struct Finding: Equatable {
    /// The innermost line of the student's own source.
    var place: Place?
    /// The compiler's name for the check that failed, such as "arithmetic overflow".
    var runtimeFailure: String?
  }

  func locate(_ addresses: [UInt64], in plugin: Plugin) async -> Finding {
    guard !addresses.isEmpty, let libraries = try? await SharedLibraries.of(toolchain.symbolizer) else {
      return Finding()
    }
    var access = Sandbox.Access(
      readOnly: libraries.filter { !$0.hasPrefix(toolchain.resources + "/") }
        + [toolchain.resources, toolchain.symbolizer, plugin.library])
    access.libraryFolders = SharedLibraries.folders(of: libraries)
    // Looking back for a line is more than it can do at some addresses: it crashes. Then it is asked for lines that are there.
    for option in [["--skip-line-zero"], []] {
      let command = try? sandbox.command(
        toolchain.symbolizer,
        ["--output-style=JSON", "--inlines"] + option + ["--obj=" + plugin.library]
          + addresses.map { "0x" + String($0, radix: 16) },
        access: access,
        limits: Sandbox.Limits(cpuSeconds: 10, memoryBytes: 2 << 30, fileBytes: 1 << 20, openFiles: 64))
      if let result = try? await command?.run(seconds: 20),
        let answers = try? JSONDecoder().decode([Answer].self, from: Data(result.output))
      {
        return Self.finding(answers, files: plugin.files)
      }
    }
    return Finding()
  }

  /// One address and the functions it lies in, the innermost inlined one first.
  struct Answer: Decodable {
    struct Frame: Decodable {
      let FunctionName: String?
      let FileName: String?
      let Line: Int?
      /// True if the address has no line, and the last one before it is told.
      var Approximate: Bool?
      var StartFileName: String?
      var StartLine: Int?
    }
    let Symbol: [Frame]?
  }

  static func finding(_ answers: [Answer], files: [String]) -> Finding {
    let failure = "Swift runtime failure: "
    var finding = Finding()
    for frame in answers.flatMap({ $0.Symbol ?? [] }) {
      if finding.runtimeFailure == nil, let name = frame.FunctionName, name.hasPrefix(failure) {
        finding.runtimeFailure = String(name.dropFirst(failure.count))
      }
      finding.place = finding.place ?? place(frame, files)
    }
    return finding
  }

  /// The line of a frame in the student's source; nil if it lies elsewhere.
  ///
  /// The compiler gives some code no line: a call that it has put together itself, a specialised function. Then the last
  /// line before it is told, if the function has begun by then, or else the line where the function begins.
  private static func place(_ frame: Answer.Frame, _ files: [String]) -> Place? {
    // A `#sourceLocation` can claim any file: only those that were handed in count.
    func place(_ path: String?, _ line: Int?) -> Place? {
      guard let path, let line, line > 0, let file = file(path, among: files) else { return nil }
      return Place(file: file, line: line)
    }
    let own = place(frame.FileName, frame.Line)
    guard frame.Approximate == true || frame.Line ?? 0 == 0 else { return own }
    guard let start = place(frame.StartFileName, frame.StartLine) else { return nil }
    guard let own, own.file == start.file, own.line >= start.line else { return start }
    return own
  }

  private static func file(_ path: String, among files: [String]) -> String? {
    files.filter {
      path.isSame(as: $0) || path.ends(with: "/sources/" + $0) || path.ends(with: "/sources/./" + $0)
    }
    .max { $0.count < $1.count }
  }
}

/// Plain words for the end of a program that crashed.
enum CrashMessage {
  static let (aborted, killed, cpuLimit, refusedCall): (Int32, Int32, Int32, Int32) = (6, 9, 24, 31)
  /// The signals that the worker's handler takes note of.
  static let noted: Set<Int32> = [4, 5, 6, 7, 8, 11, 24, 25, 31]

  /// Returns the sentence for a program that started a task or a thread.
  static func started(_ tasks: Tasks) -> String {
    "it started a \(tasks.isTask ? "task" : "thread") with \(tasks.word): a submission runs on one thread, so do the work where you are"
  }

  /// Returns the sentence for the student. The program's own words win, if the runtime printed some.
  static func text(
    signal: Int32, reason: CrashNote.Reason, output: String, runtime: String?, memoryBytes: Int
  ) -> String {
    let memory = "\(memoryBytes >> 20) MiB"
    if reason == .stackOverflow { return "endless recursion: the stack is used up" }
    // The runtimes of Swift and of C++ say that an allocation has failed, each in its way.
    let words = output.split(separator: "\n").suffix(3)
    if signal != 9, words.contains(where: { $0.contains("failed to allocate") || $0.contains("std::bad_alloc") }) {
      return "it ran out of memory: a run has \(memory)"
    }
    if let said = said(in: output) { return said }
    if let runtime { return runtime }
    switch signal {
    case 4, 5: return "a check of the Swift runtime failed"
    case 6: return "the program aborted itself, or ran out of memory: a run has \(memory)"
    case 7, 11: return "it used memory that is not its own"
    case 8: return "an impossible integer operation"
    case 9: return "it was killed, for using too much memory: a run has \(memory)"
    case 25: return "it wrote a file that is too large"
    case refusedCall: return "it asked the system for something that is not allowed"
    default: return "it stopped on signal \(signal)"
    }
  }

  /// Returns the message of the runtime's last words, "Fatal error: …" or "Precondition failed: …".
  private static func said(in output: String) -> String? {
    let marks = ["Fatal error", "Precondition failed", "Assertion failed"]
    guard let line = output.split(separator: "\n").last(where: { line in marks.contains { line.contains($0) } }),
      let range = marks.lazy.compactMap({ line.firstRange(of: $0) }).first
    else { return nil }
    let rest = line[range.upperBound...].drop { $0 == ":" || $0 == " " }
    return rest.isEmpty ? nil : String(rest.prefix(500))
  }
}
