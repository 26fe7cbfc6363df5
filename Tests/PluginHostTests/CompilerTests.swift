@testable import PluginHost
import Testing

@Suite struct CompilerTests {
  @Test func anErrorNamesTheStudentsOwnLine() async throws {
    let bench = try await Bench.shared
    let error = try await bench.failure(of: Sources.stepping("    weights -= learningRate * g"))
    guard case .diagnostics(let text) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(text.hasPrefix("Adam.swift:5:16: error: cannot find 'learningRate' in scope"))
    // Neither folders of this machine nor the entry file are named.
    #expect(!text.contains("/tmp") && !text.contains("entry.swift") && !text.contains("libc not found"))
  }

  /// A source and the sentence for it.
  static let sentences: [(source: String, sentence: String)] = [
    (
      "import GradusKit\nimport Foundation\n" + Sources.adam,
      "Adam.swift:2: this assignment does without Foundation: delete the line \"import Foundation\". "
        + "GradusKit has sqrt, pow, exp, log and tanh."
    ),
    ("import GradusKit\nstruct Adan {}", "No type named Adam in your submission."),
    (
      "import GradusKit\nstruct AdamOptimizer: Optimizer { mutating func step(_ weights: inout Parameters, gradients: Parameters) {} }",
      "No type named Adam in your submission: rename AdamOptimizer to Adam, that is the name which is asked for."
    ),
    (
      "import GradusKit\nstruct Adam {}",
      "Adam does not conform to Optimizer: declare it as \"struct Adam: Optimizer\" and give it everything that "
        + "Optimizer asks for."
    ),
    (
      "import GradusKit\nprivate struct Adam: Optimizer { mutating func step(_ weights: inout Parameters, gradients: Parameters) {} }",
      "Adam is private: delete the word before it so that Gradus can use it."
    ),
    (
      Sources.adam.replacing("var t = 0\n", with: "var t: Int\n"),
      "Gradus makes your Adam by Adam(), and that does not compile (missing argument for parameter 't' in call): give every "
        + "property a first value, or write an init() without arguments."
    ),
    (
      "import GradusKit\nlet Adam = 1", "No type named Adam in your submission."
    ),
  ]

  @Test(arguments: sentences) func commonMistakesGetOneSentence(_ row: (source: String, sentence: String)) async throws
  {
    let error = try await Bench.shared.failure(of: row.source)
    #expect(error?.description == row.sentence)
  }

  @Test func aMissingFunctionDoesNotLink() async throws {
    let source = Sources.stepping("    nowhere()", before: "@_silgen_name(\"no_such_function\") func nowhere()")
    #expect(try await Bench.shared.failure(of: source) == .doesNotLink("undefined symbol: no_such_function"))
  }

  @Test func namesOfTheStudentNeverClash() async throws {
    let source = """
      import GradusKit
      struct Student {}
      struct UnsafeRawPointer {}
      enum _Gradus {}
      """
    let plugin = try await Bench.shared.compile([
      "Adam.swift": Sources.adam, "Other.swift": source, "Third.swift": "enum GradusKit {}\nenum Swift {}",
    ])
    #expect(plugin.files == ["Adam.swift", "Other.swift", "Third.swift"])
  }

  @Test func severalFilesAreOneProgram() async throws {
    let bench = try await Bench.shared
    let plugin = try await bench.compile([
      "Sources/main.swift": Sources.stepping("    weights = halve(g)"),
      "Sources/My Functions/-halve.swift":
        "import GradusKit\nfunc halve(_ x: Parameters) -> Parameters { x / 2 }",
      "Package.swift": "this is not compiled",
      "Tests/AdamTests.swift": "nor this",
    ])
    let result = await bench.runner.run(plugin, smallCase(steps: 1))
    #expect(result.ending == .completed)
  }

  /// The compiler names no line for it, but it is the student's own mistake.
  @Test func twoFilesOfOneNameAreRefusedWithAReason() async throws {
    let bench = try await Bench.shared
    let folder = try Folder(["Adam.swift": Sources.adam, "more/Adam.swift": "let more = 1"])
    do {
      _ = try await bench.compiler.compile(try Submission(at: folder.path), type: "Adam", conformingTo: "Optimizer")
      Issue.record("it compiled")
    } catch CompileError.diagnostics(let text) {
      #expect(text.contains("filename \"Adam.swift\" used twice: './Adam.swift' and './more/Adam.swift'"))
    }
  }

  @Test func aFloodOfErrorsIsCut() async throws {
    let flood = (0..<5000).map { "let a\($0): Int = \"\($0)\"" }.joined(separator: "\n")
    guard case .diagnostics(let text) = try await Bench.shared.failure(of: flood) else {
      Issue.record("no diagnostics")
      return
    }
    #expect(text.hasPrefix("Adam.swift:1:") && text.utf8.count < 17_000 && text.hasSuffix("bytes]"))
  }

  @Test func aCompilerThatNeverEndsIsEnded() async throws {
    let bench = try await Bench.shared
    var limits = Compiler.Limits()
    limits.cpuSeconds = 2
    let compiler = try await Compiler(
      installation: bench.installation, toolchain: bench.toolchain, kit: bench.kit, sandbox: bench.sandbox,
      limits: limits)
    let doubling = (1...40).map { "typealias T\($0) = (T\($0 - 1), T\($0 - 1))" }.joined(separator: "\n")
    let folder = try Folder(["Adam.swift": "typealias T0 = (Int, Int)\n" + doubling + "\nlet x: T40? = nil"])
    await #expect(throws: CompileError.tooDemanding(seconds: 2)) {
      _ = try await compiler.compile(try Submission(at: folder.path), type: "Adam", conformingTo: "Optimizer")
    }
  }

  @Test func theKitIsOptimisedHoweverWeWereBuilt() async throws {
    let bench = try await Bench.shared
    #expect(bench.kit.flags(bench.toolchain).contains("-O"))
    // A kit is compiled into the cache and linked from there: no build folder of ours is in the plugin's making.
    #expect(bench.kit.objects.allSatisfy { $0.hasPrefix(bench.kit.folder) && !$0.contains("/.build/") })
  }
}
