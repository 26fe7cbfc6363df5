import Assignments
import Foundation
import GradeModel
import Tensors
import TestSupport
import Traces
import WorkerProtocol

@testable import PluginHost
@testable import Reporting

/// A reader of bytes that others wrote, and the conditions that hold for any of them.
enum FuzzTarget: String, CaseIterable {
  case safetensors, frames, session, manifest, report, platforms, sources, compiler, archive, table

  /// Stops the program if a condition does not hold.
  func feed(_ bytes: [UInt8]) {
    switch self {
    case .safetensors: Self.safetensors(bytes)
    case .frames: Self.frames(bytes)
    case .session: Self.session(bytes)
    case .manifest: Self.manifest(bytes)
    case .report: Self.report(bytes)
    case .platforms: Self.platforms(bytes)
    case .sources: Self.sources(bytes)
    case .compiler: Self.compiler(bytes)
    case .archive: Self.archive(bytes)
    case .table: Self.table(bytes)
    }
  }

  /// A file that was read can be written, and is the same when it is read again.
  private static func safetensors(_ bytes: [UInt8]) {
    guard let file = try? Safetensors(decoding: bytes) else { return }
    let numbers = file.tensors.values.reduce(0) { $0 + $1.count }
    precondition(numbers <= bytes.count, "more numbers than bytes")
    // Not by `==`: NaN differs from itself.
    let written = file.encoded()
    guard let again = try? Safetensors(decoding: written) else { fatalError("what was written cannot be read") }
    precondition(again.encoded() == written, "another file comes back")
  }

  /// The bytes in pieces give the same messages as the bytes at once, and a message comes back as it went.
  private static func frames(_ bytes: [UInt8]) {
    func messages(_ piece: Int) -> [Reply] {
      var buffer = FrameBuffer()
      var found: [Reply] = []
      var rest = bytes[...]
      while true {
        let next = Array(rest.prefix(piece))
        rest = rest.dropFirst(piece)
        next.withUnsafeBytes { buffer.append($0) }
        do {
          while let message = try buffer.next(Reply.self) { found.append(message) }
        } catch {
          return found
        }
        if rest.isEmpty { return found }
      }
    }
    let whole = messages(max(bytes.count, 1))
    precondition(whole == messages(7), "pieces give other messages")
    for message in whole {
      var buffer = FrameBuffer()
      message.frame().withUnsafeBytes { buffer.append($0) }
      precondition((try? buffer.next(Reply.self)) == message, "another message comes back")
    }
    var requests = FrameBuffer()
    bytes.withUnsafeBytes { requests.append($0) }
    while let request = try? requests.next(Request.self) { _ = request.frame() }
  }

  /// A manifest is read, or every problem has a line.
  private static func manifest(_ bytes: [UInt8]) {
    do {
      let assignment = try Assignment(
        manifest: bytes, file: "assignment.yaml", id: "10-adam")
      precondition(!assignment.cases.isEmpty && assignment.points > 0, "an assignment of nothing")
    } catch {
      precondition(!error.problems.isEmpty && error.problems.allSatisfy { $0.line >= 1 }, "a problem without a line")
      _ = error.description
    }
  }

  /// A source is read to its end, and what is found in it has a line.
  private static func sources(_ bytes: [UInt8]) {
    let lines = 1 + bytes.count { $0 == 10 || $0 == 13 }
    let file = Submission.File(path: "\u{301}Adam.swift", bytes: bytes)
    precondition(Tokens(bytes).all.allSatisfy { (1...lines).contains($0.line) && bytes.indices.contains($0.start) })
    precondition(Imports.list(in: file).allSatisfy { (1...lines).contains($0.line) }, "an import outside")
    if let tasks = Tasks.first(in: [file]) { precondition((1...lines).contains(tasks.place.line), "a task outside") }
    for listed in [nil, [], [Imports.kitsOwn]] as [[String]?] {
      guard case .forbiddenImport(_, _, let line)? = Imports.error(in: [file], listed: listed) else { continue }
      precondition((1...lines).contains(line) && listed?.isEmpty != true, "an import that is none")
    }
  }

  /// Whatever a compiler or a linker says, no path of ours is shown, and only lines that were handed in are certain.
  private static func compiler(_ bytes: [UInt8]) {
    let folder = "/tmp/gradus-abcdef/ghijkl"
    let file = Submission.File(path: "Adam.swift", bytes: Array("import GradusKit\n".utf8))
    let program = Program(files: [file], type: "Adam", conformingTo: "Optimizer")
    let diagnostics = Diagnostics(
      bytes, entry: folder + "/entry.swift", files: [file.path], limit: 1 << 12, hiding: HostPaths(folder: folder))
    precondition(!diagnostics.text.contains(folder + "\n"), "a path of ours")
    for ending in [.exited(1), .exited(139), .signaled(6)] as [Command.Ending] {
      let result = Command.Result(ending: ending, output: bytes, errors: bytes)
      let refusal = Compiler.refusal(
        ofCompiling: result, diagnostics, program: program, given: ["GradusKit"], limits: Compiler.Limits())
      guard let refusal else { fatalError("a failure that is none") }
      precondition(!refusal.isCertain || diagnostics.hasErrors, "certain of nothing")
      if case .host = refusal.error { fatalError("our fault by its words") }
      _ = refusal.error.description
      let linking = Compiler.refusal(ofLinking: result, limits: Compiler.Limits(), hiding: HostPaths(folder: folder))
      if case .host? = linking?.error { fatalError("our fault by the linker's words") }
    }
    _ = CompilerCrash(bytes, files: [file.path])
  }

  /// The document is well-formed, valid, and no success, whatever a student's program says.
  private static func report(_ bytes: [UInt8]) {
    // A report that stands where one is to be written.
    _ = try? JSON.report(from: bytes)
    _ = ReportProof.suite(bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func part(_ index: Int) -> String { parts.isEmpty ? "" : parts[index % parts.count] }
    let outcomes = Outcome.allCases.filter { !$0.mayEarn && $0 != .skipped }
    let report = Report(
      submission: SubmissionIdentity(name: part(0), files: [part(1)]),
      assignment: AssignmentIdentity(id: part(2), title: part(3), recipe: part(4), convention: part(5)),
      timestamp: "2026-01-31T12:00:00", durations: [part(6): Double(bytes.count)], sandbox: "full", toolchain: part(7),
      checks: [
        Check(
          caseID: part(8), quantity: part(9), outcome: outcomes[bytes.count % outcomes.count], points: 0, maximum: 1,
          finding: .crashed(message: part(10)), place: Place(file: part(11), line: bytes.count),
          diagnosis: Diagnosis(kinds: [], sentences: parts, evidence: part(13)))
      ], notes: [.changesInput(part(12))], output: text)
    do {
      let document = try JUnit.document(for: report)
      let suite = try Schema.validated(document).all("testsuite").first
      precondition(
        suite?.attributes["failures"] != "0" || suite?.attributes["errors"] != "0", "it looks like a success")
      _ = Console.text(for: report)
      _ = try JSON.document(for: report)
    } catch {
      fatalError("no document: \(error)")
    }
  }
}
