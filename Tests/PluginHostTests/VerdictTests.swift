import Foundation
import Testing

@testable import PluginHost

/// Failures of a submission, and failures of our own.
@Suite struct VerdictTests {
  private static let limits = Compiler.Limits()
  private static let folder = "/tmp/gradus-abc"
  private static var paths: HostPaths {
    HostPaths(
      Sandbox.Access(readOnly: ["/opt/swift/usr/lib/swift", "/usr/include", "/work/Sources/PluginABI/include"]),
      folder: folder)
  }

  private enum Verdict: Equatable { case fine, told, section, demanding, ours, crashed }

  private static func verdict(_ error: CompileError?) -> Verdict {
    switch error {
    case nil: .fine
    case .tooDemanding, .linkerGaveUp: .demanding
    case .host: .ours
    case .compilerCrashed: .crashed
    case .strangeSection: .section
    default: .told
    }
  }

  private static func compiling(_ ending: Command.Ending, _ words: String) -> CompileError? {
    let diagnostics = Diagnostics(
      Array(words.utf8), entry: folder + "/entry.swift", files: ["Adam.swift"], limit: 4096, hiding: paths)
    return Compiler.error(
      ofCompiling: Command.Result(ending: ending, output: [], errors: Array(words.utf8)), diagnostics, type: "Adam",
      conformingTo: "Optimizer", limits: limits)
  }

  private static let mistake = "./Adam.swift:5:16: error: cannot find 'x' in scope\n"
  private static let dump = "Please submit a bug report\nStack dump:\n0.\tProgram arguments: swift-frontend\n"

  @Test func theFrontendsEnds() {
    let rows: [(Command.Ending, String, Verdict)] = [
      (.exited(0), "", .fine), (.exited(1), Self.mistake, .told),
      (.exited(1), Self.folder + "/entry.swift:2:1: error: cannot find 'Adam' in scope\n", .told),
      (.exited(1), "<unknown>:0: error: filename \"a.swift\" used twice: './a.swift' and './b/a.swift'\n", .told),
      // A source can make an error say anything.
      (.exited(1), Self.mistake + "Stack dump:\n", .told), (.exited(1), Self.dump, .demanding),
      (.exited(128 + 6), Self.dump, .demanding), (.signaled(24), "", .demanding), (.exited(128 + 24), "", .demanding),
      (.exited(128 + 11), "", .crashed), (.exited(128 + 11), Self.mistake, .told), (.signaled(24), Self.mistake, .told),
      // Faults of ours, or of the machine.
      (.exited(1), "", .ours), (.exited(1), "<unknown>:0: error: unable to open output file: No space left\n", .ours),
      (.exited(1), "/opt/swift/usr/lib/swift/x.swiftmodule:1:1: error: malformed\n", .ours),
      (.timedOut, "", .ours), (.timedOut, Self.mistake, .ours), (.exited(128 + 9), "", .ours),
      (.signaled(9), "", .ours),
    ]
    for (ending, words, expected) in rows {
      #expect(Self.verdict(Self.compiling(ending, words)) == expected, "\(ending) \(words)")
    }
  }

  @Test func theLinkersEnds() {
    let rows: [(Command.Ending, String, Verdict)] = [
      (.exited(0), "", .fine), (.exited(1), "ld.lld: error: undefined symbol: system\n", .told),
      (.exited(1), "ld.lld: error: duplicate symbol: gradus_entry\n", .told),
      (.exited(1), "ld.lld: error: relocation refers to a discarded section: .swift1_autolink_entries\n", .told),
      (.exited(1), "ld.lld: error: \(Self.folder)/output/plugin.o:(.eh_frame): invalid CIE reference\n", .section),
      (
        .exited(1), "ld.lld: error: section type mismatch for .dynamic\n>>> <internal>:(.dynamic): SHT_DYNAMIC\n",
        .section
      ),
      (
        .exited(1),
        "ld.lld: error: relocation R_X86_64_PC32 cannot refer to absolute symbol: x\n>>> defined in \(Self.folder)/output/plugin.o\n",
        .section
      ),
      (.exited(1), "ld.lld: error: \(Self.folder)/output/plugin.o: symbol f@V2 has undefined version V2\n", .section),
      (.exited(128 + 24), "", .demanding), (.exited(128 + 6), "LLVM ERROR: out of memory\n", .demanding),
      (.exited(1), "Stack dump:\n", .demanding),
      (.exited(1), "", .ours),
      (.exited(1), "ld.lld: error: cannot open \(Self.folder)/output/plugin.o: No such file\n", .ours),
      (.exited(1), "ld.lld: error: \(Self.folder)/output/plugin.o: section header table goes past the end\n", .ours),
      (.exited(1), "ld.lld: error: /opt/swift/usr/lib/swift/swiftrt.o:(.eh_frame): invalid CIE reference\n", .ours),
      (.exited(1), "bwrap: Creating new namespace failed: No space left on device\n", .ours), (.exited(127), "", .ours),
      (.timedOut, "", .ours), (.exited(128 + 9), "", .ours),
    ]
    for (ending, words, expected) in rows {
      let result = Command.Result(ending: ending, output: Array(words.utf8), errors: [])
      let error = Compiler.error(ofLinking: result, limits: Self.limits, hiding: Self.paths)
      #expect(Self.verdict(error) == expected, "\(ending) \(words)")
    }
    #expect(Self.verdict(Compiler.error(ofLinking: nil, limits: Self.limits, hiding: Self.paths)) == .ours)
  }

  /// If the sandbox cannot be put up for a moment, nobody's program "does not compile".
  @Test func aSandboxThatFailsIsOurFault() async throws {
    let bench = try await Bench.shared
    let folder = try Folder([
      "bwrap": "#!/bin/sh\necho 'bwrap: Creating new namespace failed: No space left on device' >&2\nexit 1\n",
      "Adam.swift": Sources.adam,
    ])
    chmod(folder.path + "/bwrap", 0o755)
    let failing = Sandbox(
      layers: [.namespaces, .files, .calls], bubblewrap: folder.path + "/bwrap", limiter: bench.installation.limiter)
    let compiler = await Compiler(
      installation: bench.installation, toolchain: bench.toolchain, kit: bench.kit, sandbox: failing)
    await #expect(
      throws: CompileError.host(
        .cannotStart(
          program: bench.toolchain.frontend,
          reason: "bwrap: Creating new namespace failed: No space left on device"))
    ) {
      _ = try await compiler.compile(
        try Submission(at: folder.path + "/Adam.swift"), type: "Adam", conformingTo: "Optimizer")
    }
  }

  /// A file that was cut short has strange sections too: on a full disk they say nothing about the submission.
  @Test func aStrangeSectionIsNoProofByItself() {
    #expect(!CompileError.strangeSection("").isTold && CompileError.doesNotLink("").isTold)
  }

  // MARK: Paths

  @Test func noPathIsInAToolsFailure() {
    let error = CompileError.host(.toolFailed(tool: "The linker", message: "\(Self.folder)/output/plugin.o: broken"))
    #expect(
      error.hiding(Self.paths) == .host(.toolFailed(tool: "The linker", message: "output/plugin.o: broken")))
  }

  @Test func thisMachinesPathsAreCut() {
    let rows = [
      ("/work/Sources/PluginABI/include/gradus.h:3:5: note: here", "include/gradus.h:3:5: note: here"),
      ("cannot open \(Self.folder)/output/plugin.o", "cannot open output/plugin.o"),
      ("'/opt/swift/usr/lib/swift' and /opt/swift/usr/lib/swift-not", "'swift' and /opt/swift/usr/lib/swift-not"),
      (
        "let x = a / b // see https://example.org/usr/includes", "let x = a / b // see https://example.org/usr/includes"
      ),
      ("é/usr/include", "éinclude"), ("", ""), ("/", "/"),
    ]
    for (said, shown) in rows { #expect(Self.paths.hidden(in: said) == shown) }
  }

  @Test(arguments: [
    "import PluginABI", "  internal import struct PluginABI.gradus_tensor",
    "let x = 1; @preconcurrency import `PluginABI`", "import /* a /* b */ c */ PluginABI // d", "import/**/PluginABI",
    // What a text or a pattern says is no comment.
    "let x = \"/*\"; import PluginABI", "let x = \"\\(\"/*\")\"; import PluginABI", "let x = #/\"/#; import PluginABI",
    "let x = #\"\"\"#; import PluginABI",
  ])
  func theKitsOwnHeaderIsNotForSubmissions(line: String) async throws {
    let error = try await Bench.shared.failure(of: "import GradusKit\n\(line)\nlet y = 2\n" + Sources.adam)
    #expect(error == .forbiddenImport(module: "PluginABI", file: "Adam.swift", line: 2))
  }

  /// The line reported is that of the module's name.
  @Test(arguments: ["import\n  PluginABI", "import // the kit's\n\tPluginABI", "import /*\n*/ class PluginABI.x"])
  func theKitsOwnHeaderIsNotForSubmissionsOnTwoLines(lines: String) async throws {
    let error = try await Bench.shared.failure(of: lines + "\n" + Sources.adam)
    #expect(error == .forbiddenImport(module: "PluginABI", file: "Adam.swift", line: 2))
  }

  @Test(arguments: [
    "// import PluginABI", "let PluginABI = \"import\"", "/* import\nPluginABI */",
    "import GradusKit\nlet PluginABI = 1",
  ])
  func aMentionIsNoImport(line: String) async throws {
    #expect(try await Bench.shared.failure(of: line + "\n" + Sources.adam) == nil)
  }
}
