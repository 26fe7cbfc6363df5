import Testing

@testable import PluginHost

/// Every ordinary line of the course's formulas is type-checked at once, against the kit that submissions are compiled with.
@Suite struct TypeCheckingTests {
  /// How many scopes the compiler's solver may open for one expression: what it counts, not what a clock shows. On a quiet machine
  /// it opens 300 to 350 a millisecond, so these take about 100 ms. Its own limit is a million.
  private static let scopes = 30_000

  /// The frontend's complaints about a source.
  private func complaints(_ source: String, flags: [String]) async throws -> [Diagnostics.Message] {
    let bench = try await Bench.shared
    let folder = try Folder(["Forms.swift": source])
    let frontend = Command(
      bench.toolchain.frontend,
      ["-frontend", "-typecheck", "Forms.swift", "-module-name", "Forms", "-suppress-warnings"]
        + bench.kit.submissionFlags(bench.toolchain) + flags, workingDirectory: folder.path)
    let result = try await frontend.run(seconds: 300)
    let found = Diagnostics(
      result.errors, entry: "", files: ["Forms.swift"], limit: 1 << 20, hiding: HostPaths(folder: folder.path))
    // Nothing but these may have kept it from its end.
    #expect((result.ending == .exited(0)) == !found.hasErrors, "\(found.text)")
    return found.messages.filter(\.isError)
  }

  @Test func everyFormIsCheckedInATenthOfASecond() async throws {
    let (source, forms) = Forms.source()
    #expect(forms.count > 400)
    for complaint in try await complaints(source, flags: ["-solver-scope-threshold=\(Self.scopes)"]) {
      Issue.record("\(forms[complaint.line] ?? "line \(complaint.line)"): \(complaint.text)")
    }
  }

  /// Three maps, one of them flat: Swift itself gives up on it where `x` and `W` are lists of lists. It takes two seconds, and so
  /// shows that the limit above is one.
  @Test func aFormThatTakesLongerIsStillTaken() async throws {
    let source = """
      import GradusKit
      func values(n: Int, outputs: Int, inputs: Int, x: Tensor, W: Tensor, b: Tensor) {
        let values = (0..<n).flatMap { r in
          (0..<outputs).map { o in (0..<inputs).map { i in x[[r, i]] * W[[o, i]] }.reduce(0, +) + b[o] }
        }
      }
      """
    #expect(try await complaints(source, flags: []).isEmpty)
    #expect(!(try await complaints(source, flags: ["-solver-scope-threshold=\(Self.scopes)"])).isEmpty)
  }

  /// A line and what the compiler says of it: an `Int` beside other numbers, and names that other libraries have.
  static let sentences: [(line: String, words: String)] = [
    ("let a = learningRate * t", "write Double(…) around the Int"),
    ("let a = learningRate / (1 + learningRate * t)", "write Double(…) around the Int"),
    ("weights -= learningRate * t * weights", "write Double(…) around the Int"),
    ("let a = (0..<t).map { j in learningRate * j * x[j] }", "write Double(…) around the Int"),
    ("let a = x + t", "write Double(…) around the Int"),
    ("var a = 0.0; for i in x.indices { a += x[i] / t }", "write Double(…) around the Int"),
    ("let a = x.T", "'T' has been renamed to 'transposed()'"),
    ("let a = x.mm(x.transposed())", "'mm' has been renamed to 'matmul(_:)'"),
    ("let a = x.reshape(2, 3)", "'reshape' has been renamed to 'reshaped(_:)'"),
    ("let a = relu(x)", "write max(0, x)"), ("let a = mean(x)", "write x.mean()"),
    ("let a = x ^ 2", "write pow(x, n)"), ("let a = x ** 2", "did you mean 'pow(_:_:)'?"),
    ("let a = x.square().sum()", "write x * x"),
  ]

  @Test func aWrongLineIsToldWhatToWrite() async throws {
    let methods = Self.sentences.enumerated().map { number, row in
      "func form\(number)(_ weights: inout Parameters, _ learningRate: Double, _ t: Int, _ x: Tensor) { \(row.line) }"
    }
    let complaints = try await complaints((["import GradusKit"] + methods).joined(separator: "\n"), flags: [])
    for (number, row) in Self.sentences.enumerated() {
      let said = complaints.filter { $0.line == number + 2 }.map(\.text)
      #expect(!said.isEmpty && said.allSatisfy { $0.contains(row.words) }, "\(row.line): \(said)")
    }
  }

  /// Where an assignment allows Foundation, its functions and the kit's stand side by side.
  @Test func foundationAndTheKitAgree() async throws {
    let source = Sources.stepping(
      "    weights -= (sqrt(2) + floor(1.5) + exp(-0.5) + pow(2.0, 0.5) * tanh(0.5) + sigmoid(0)) * sqrt(g)",
      before: "import Foundation")
    _ = try await Bench.withFoundation.compile(source)
  }
}
