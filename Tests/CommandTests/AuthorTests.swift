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
    // What the draft leaves to the author is a gap until it is written.
    let handout = scratch.path + "/course/78-decay/README.md"
    let written = try String(contentsOfFile: handout, encoding: .utf8).replacingOccurrences(of: "TODO", with: "Here")
    try written.write(toFile: handout, atomically: true, encoding: .utf8)
    let verified = try Gradus.run(["verify", "course/78-decay"], in: scratch.path)
    #expect(
      verified.code == 0 && verified.output.contains("✓ Starter: 0 of 100"), "\(verified.output)\(verified.errors)")
    let proposed = try Gradus.run(["author", "case", "course/78-decay"], in: scratch.path)
    #expect(proposed.code == 0 && proposed.output.contains("None is lacking"), "\(proposed.output)\(proposed.errors)")
    // A sample that comes out otherwise is shown with its line and what its student would read.
    let starter = scratch.path + "/course/78-decay/Starter/Decay.swift"
    try "struct Decay {".write(toFile: starter, atomically: true, encoding: .utf8)
    let broken = try Gradus.run(["verify", "course/78-decay"], in: scratch.path)
    #expect(broken.code == 1 && broken.output.contains("✗ Starter: 0 of 100 (assignment.yaml:"), "\(broken.output)")
    #expect(broken.output.contains("      | Decay.swift:1:"), "\(broken.output)")
    // A folder that is there is left.
    let again = try Gradus.run(["author", "new", "course/78-decay", "--recipe", "adam"], in: scratch.path)
    #expect(again.code == 64 && again.errors.contains("is there already"))
    let unknown = try Gradus.run(["author", "new", "course/79", "--recipe", "adan"], in: scratch.path)
    #expect(unknown.code == 64 && unknown.errors.contains("did you mean"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/course/79"))
  }
}
