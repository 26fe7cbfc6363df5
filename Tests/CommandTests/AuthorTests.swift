import Foundation
import TestSupport
import Testing

/// A lecturer's new assignment, from nothing to a check.
@Suite struct AuthorTests {
  @Test func aNewAssignmentIsVerifiedAndGraded() throws {
    let scratch = try Scratch()
    let made = try Gradus.run(
      ["author", "new", "course/77-average", "--recipe", "yogi", "--title", "Yogi"], in: scratch.path)
    #expect(made.output.contains("gradus verify course/77-average"), "\(made.output)\(made.errors)")
    let new = try Gradus.run(
      ["author", "new", "course/78-decay", "--recipe", "inverseTimeDecay", "--type", "Decay"], in: scratch.path)
    #expect(new.code == 0 && new.errors.contains("no gaps"), "\(new.output)\(new.errors)")
    let verified = try Gradus.run(["verify", "course/78-decay"], in: scratch.path)
    #expect(
      verified.code == 0 && verified.output.contains("✓ Starter: 0 of 100"), "\(verified.output)\(verified.errors)")
    // A folder that is there is left.
    let again = try Gradus.run(["author", "new", "course/78-decay", "--recipe", "adam"], in: scratch.path)
    #expect(again.code == 64 && again.errors.contains("is there already"))
    let unknown = try Gradus.run(["author", "new", "course/79", "--recipe", "adan"], in: scratch.path)
    #expect(unknown.code == 64 && unknown.errors.contains("did you mean"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/course/79"))
  }
}
