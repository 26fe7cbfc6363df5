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

  private static func compiling(
    _ ending: Command.Ending, _ words: String, _ source: String = "import GradusKit\nimport Foundation\n"
  ) -> Refusal? {
    let diagnostics = Diagnostics(
      Array(words.utf8), entry: folder + "/entry.swift", files: ["Adam.swift"], limit: 4096, hiding: paths)
    return Compiler.refusal(
      ofCompiling: Command.Result(ending: ending, output: [], errors: Array(words.utf8)), diagnostics,
      program: Program(
        files: [Submission.File(path: "Adam.swift", bytes: Array(source.utf8))], type: "Adam", conformingTo: "Optimizer"
      ),
      given: ["GradusKit"], limits: limits)
  }

  private static let mistake = "./Adam.swift:5:16: error: cannot find 'x' in scope\n"
  private static let dump =
    "Please submit a bug report\nStack dump:\n0.\tProgram arguments: swift-frontend\n"
    + "1.\tWhile type-checking declaration 0x55f6fd2dc858 (at ./Adam.swift:3:1)\n2.\tWhile running pass #1\n"

  /// What is certain needs no other program to be compiled; all else does.
  @Test func theFrontendsEnds() {
    let rows: [(Command.Ending, String, Verdict, isCertain: Bool)] = [
      (.exited(1), Self.mistake, .told, true),
      (.exited(1), Self.folder + "/entry.swift:2:1: error: cannot find 'Adam' in scope\n", .told, true),
      (.exited(1), "<unknown>:0: error: filename \"a.swift\" used twice: './a.swift' and './b/a.swift'\n", .told, true),
      (.exited(1), "./Adam.swift:2:8: error: no such module 'Foundation'\n", .told, true),
      // A source can make an error say anything.
      (.exited(1), Self.mistake + "Stack dump:\n", .told, true),
      (.exited(128 + 11), Self.mistake, .told, true), (.signaled(24), Self.mistake, .told, true),
      (.signaled(24), "", .demanding, true), (.exited(128 + 24), "", .demanding, true),
      // Faults of the machine.
      (.timedOut, "", .ours, true), (.timedOut, Self.mistake, .ours, true), (.exited(128 + 9), "", .ours, true),
      (.exited(128 + 9), Self.mistake, .ours, true), (.signaled(9), "", .ours, true),
      // Neither: what the submission had it say, or a fault of ours.
      (.exited(1), "", .crashed, false), (.exited(1), Self.dump, .crashed, false),
      (.exited(128 + 6), Self.dump, .crashed, false), (.exited(128 + 11), "", .crashed, false),
      (.exited(128 + 6), "LLVM ERROR: out of memory\n" + Self.dump, .demanding, false),
      (.exited(1), "./Adam.swift:1:8: error: no such module 'GradusKit'\n", .told, false),
      (.exited(1), "./Adam.swift:1:8: error: missing required module 'PluginABI'\n" + Self.mistake, .told, false),
      (.exited(1), "<unknown>:0: error: unable to open output file: No space left\n", .told, false),
      (.exited(1), "/opt/swift/usr/lib/swift/x.swiftmodule:1:1: error: malformed\n", .told, false),
      (.exited(1), ":1:14: error: cannot convert\n", .told, false),
      (.exited(1), "x: error: y:1:14: error: cannot convert\n", .told, false),
      (.exited(1), "a\nb:1:14: error: cannot convert\n", .told, false),
    ]
    for (ending, words, expected, isCertain) in rows {
      let refusal = Self.compiling(ending, words)
      #expect(Self.verdict(refusal?.error) == expected, "\(ending) \(words)")
      #expect(refusal?.isCertain == isCertain, "\(ending) \(words)")
    }
    #expect(Self.compiling(.exited(0), "") == nil)
  }

  @Test func aCrashOfTheCompilersNamesTheConstruct() {
    guard case .compilerCrashed(let construct) = Self.compiling(.exited(128 + 11), Self.dump)?.error else {
      Issue.record("no crash")
      return
    }
    #expect(construct == "type-checking declaration (at Adam.swift:3:1)")
  }

  @Test func theLinkersEnds() {
    let rows: [(Command.Ending, String, Verdict, isCertain: Bool)] = [
      (.exited(1), "ld.lld: error: undefined symbol: system\n", .told, false),
      (.exited(1), "ld.lld: error: duplicate symbol: gradus_entry\n", .told, false),
      (.exited(1), "ld.lld: error: relocation refers to a discarded section: .x\n", .told, false),
      (
        .exited(1), "ld.lld: error: \(Self.folder)/output/plugin.o:(.eh_frame): invalid CIE reference\n", .section,
        false
      ),
      (.exited(1), "ld.lld: error: section .relro_padding file range overlaps with .data.rel.ro\n", .section, false),
      (
        .exited(1), "ld.lld: error: \(Self.folder)/output/plugin.o: symbol f@V2 has undefined version V2\n", .section,
        false
      ),
      (.exited(1), "ld.lld: error: cannot open \(Self.folder)/output/plugin.o: No such file\n", .section, false),
      (.exited(1), "", .section, false), (.exited(127), "", .section, false),
      (.exited(128 + 24), "", .demanding, false), (.exited(128 + 6), "LLVM ERROR: out of memory\n", .demanding, false),
      (.exited(1), "Stack dump:\n", .demanding, false),
      (.timedOut, "", .ours, true), (.exited(128 + 9), "", .ours, true),
    ]
    for (ending, words, expected, isCertain) in rows {
      let result = Command.Result(ending: ending, output: Array(words.utf8), errors: [])
      let refusal = Compiler.refusal(ofLinking: result, limits: Self.limits, hiding: Self.paths)
      #expect(Self.verdict(refusal?.error) == expected, "\(ending) \(words)")
      #expect(refusal?.isCertain == isCertain, "\(ending) \(words)")
    }
    #expect(Self.verdict(Compiler.refusal(ofLinking: nil, limits: Self.limits, hiding: Self.paths)?.error) == .ours)
    let fine = Command.Result(ending: .exited(0), output: [], errors: [])
    #expect(Compiler.refusal(ofLinking: fine, limits: Self.limits, hiding: Self.paths) == nil)
  }

  private static let honest = Sources.adam

  /// Sources with which the compiler or the linker complains of no line of theirs. Each got a grade withheld.
  @Test(arguments: [
    "#sourceLocation(file: \"\", line: 1)\nlet x: Int = \"\"\n",
    "#sourceLocation(file: \"a: error: b\", line: 1)\nlet x: Int = \"\"\n",
    "#sourceLocation(file: \"a\\nb\", line: 1)\nlet x: Int = \"\"\n",
    "#sourceLocation(file: \"/usr/include/stdio.h\", line: 1)\nlet x: Int = \"\"\n",
    "#sourceLocation(file: \"/opt/swift/usr/lib/swift/linux/Swift.swiftmodule/x.swiftmodule\", line: 1)\nlet x: Int = \"\"\n",
    "@_silgen_name(\"$s7Student4AdamVMa\") public func stranger(_ x: Int) -> Int { x &+ 1 }\n",
    "@_silgen_name(\"swift_retain\") public func stranger(_ x: Int) -> Int { x &+ 1 }\n@_silgen_name(\"main\") func m() { stranger(1) }\n",
    "@section(\".relro_padding\") @used let strange: (UInt32, UInt32) = (8, 9)\n",
    "@section(\".got.plt\") @used let strange: (UInt32, UInt32) = (8, 9)\n",
    "@section(\".shstrtab\") @used let strange: (UInt32, UInt32) = (8, 9)\n",
  ])
  func nobodyChoosesToHaveTheGradeWithheld(lines: String) async throws {
    let error = try await Bench.shared.failure(of: lines + Self.honest)
    if case .host = error { Issue.record("\(String(describing: error))") }
  }

  /// The kit is ours: a program that cannot import it is not told to mend its import.
  @Test func aKitThatIsGoneIsOurFault() async throws {
    let bench = try await Bench.shared
    let empty = try Folder()
    let kit = Kit(folder: empty.path, imports: bench.kit.imports)
    let compiler = try await Compiler(
      installation: bench.installation, toolchain: bench.toolchain, kit: kit, sandbox: bench.sandbox)
    let folder = try Folder(["Adam.swift": Self.honest])
    do {
      _ = try await compiler.compile(try Submission(at: folder.path), type: "Adam", conformingTo: "Optimizer")
      Issue.record("it compiled")
    } catch CompileError.host {
    }
  }

  /// Names are bytes: a mark at the beginning of one joins the slash before it as a character.
  @Test(arguments: ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{600}", "e\u{301}", "\u{1F3FB}"])
  func aNameIsBytes(mark: String) async throws {
    let bench = try await Bench.shared
    for path in ["\(mark)Adam.swift", "d/\(mark)Adam.swift", "d\(mark)/Adam.swift", "\(mark)/Adam\(mark).swift"] {
      let plugin = try await bench.compile([path: Self.honest])
      #expect(plugin.files.map { Array($0.utf8) } == [Array(path.utf8)])
      let faulty = Sources.stepping("    weights -= nothing * g")
      let folder = try Folder([path: faulty])
      do {
        _ = try await bench.compiler.compile(try Submission(at: folder.path), type: "Adam", conformingTo: "Optimizer")
        Issue.record("it compiled")
      } catch CompileError.diagnostics(let text) {
        #expect(text.utf8.starts(with: "\(path):5:16: error: cannot find 'nothing'".utf8), "\(text)")
      }
    }
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
    let compiler = try await Compiler(
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

  // MARK: Paths

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
