import GradeModel
import Testing

@testable import PluginHost

/// Forms that a grammar of Swift 5.4 does not have. Each row was read by JPlag's grammar (languages/swift of its repository,
/// November 2026) with ANTLR: it refuses the first ones at that form, and reads the others whole.
@Suite struct NewFormsTests {
  private static func forms(_ source: String) throws -> [Submission.NewForm] {
    let folder = try Folder(["a.swift": "import GradusKit\n" + source])
    let found = try Submission(at: folder.path).placesBeyondSwift54()
    #expect(found.allSatisfy { $0.place == Place(file: "a.swift", line: 2) })
    return found.map(\.form)
  }

  @Test(
    arguments: [
      ("func f(x: Int?) { if let x { print(x) } }", .shorthandBinding),
      ("func f(x: Int?) { guard let x else { return } }", .shorthandBinding),
      ("let a = if b { 1 } else { 2 }", .valueOfBranch),
      ("let a = switch b { case 1: 2; default: 3 }", .valueOfBranch),
      ("let a: any P = x", .anyProtocol),
      ("func f() async { await g() }", .asynchronous),
      ("func f() throws(E) { }", .typedThrows),
      ("let a = f(1, 2,)", .trailingComma),
      ("package func f() {}", .packageAccess),
      ("func f(_ x: consuming T) {}", .ownership),
      ("struct S: ~Copyable {}", .ownership),
      ("func f<each T>(_ x: repeat each T) {}", .pack),
      ("actor A { var x = 1 }", .actor),
      ("func f() { if #unavailable(macOS 12) {} }", .unavailable),
    ] as [(String, Submission.NewForm)]) func newForms(_ source: String, _ form: Submission.NewForm) throws
  {
    #expect(try Self.forms(source) == [form], "\(source)")
  }

  @Test(arguments: [
    "func f(x: Int?) { if let y = x { print(y) } }", "let a = b ? 1 : 2", "let a = [1, 2,]",
    "func f() { if b { a = 1 } else { a = 2 } }", "func f(x: some P) -> Double { 1 }",
    "do { try f() } catch let e as E { } catch { }", "let any = 1, package = 2, actor = 3, each = any",
    "// if let x {\nlet s = \"await f() throws(E)\"", "func f() throws { try g() }",
  ]) func oldForms(_ source: String) throws {
    #expect(try Self.forms(source).isEmpty, "\(source)")
  }
}
