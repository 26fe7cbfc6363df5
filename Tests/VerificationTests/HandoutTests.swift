import Assignments
import Foundation
import Testing
import Verification

/// A handout that has fallen behind its manifest.
@Suite struct HandoutTests {
  private static let library = AssignmentLibrary(
    directory: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("assignments").path)

  private func handout(_ id: String) throws -> String {
    try String(contentsOfFile: Self.library.folder(of: id) + "/README.md", encoding: .utf8)
  }

  private func contradictions(
    _ id: String = "10-adam", replacing old: String = "", with new: String = "",
    _ change: (inout Assignment) -> Void = { _ in }
  ) throws -> [HandoutCheck.Contradiction.Kind] {
    var assignment = try Self.library.assignment(id)
    change(&assignment)
    let text = try handout(id)
    if !old.isEmpty { try #require(text.contains(old)) }
    return HandoutCheck(old.isEmpty ? text : text.replacingOccurrences(of: old, with: new), of: assignment)
      .contradictions.map(\.kind)
  }

  @Test func everyShippedHandoutSaysWhatIsGraded() throws {
    for id in try Self.library.ids() {
      #expect(try contradictions(id).isEmpty, "\(id)")
    }
  }

  @Test func pointsThatWereChanged() throws {
    let changed = try contradictions { assignment in
      for place in assignment.quantities.indices where assignment.quantities[place].name == "v" {
        assignment.quantities[place].points = 25
      }
    }
    #expect(changed == [.points(of: "v", "20", expected: 25), .points(of: "total", "100", expected: 105)])
    let renamed = try contradictions(replacing: "| `mHat` | `vHat` | weights |", with: "| `mhat` | `vHat` | weights |")
    #expect(renamed == [.noQuantity("mhat")])
  }

  @Test func namesThatWereChanged() throws {
    #expect(try contradictions { $0.title = "Adam, again" } == [.title("Adam", expected: "Adam, again")])
    #expect(try contradictions { $0.typeName = "Adams" } == [.typeMissing("Adams", protocol: "Optimizer")])
    #expect(try contradictions { $0.id = "11-adam" } == [.identifier("10-adam", expected: "11-adam")])
    #expect(try contradictions(replacing: "| `beta1` |", with: "| `betaOne` |") == [.noSetting("betaOne")])
  }

  @Test func whatADraftLeavesAndWhatHasChangedSince() throws {
    #expect(
      try contradictions(replacing: "| 0.999 |", with: "| 0.99 |") == [
        .usualValue(of: "beta2", "0.99", expected: 0.999)
      ])
    #expect(
      try contradictions(replacing: "| 10⁻⁸ |", with: "| 10⁻⁷ |") == [
        .usualValue(of: "epsilon", "10⁻⁷", expected: 1e-8)
      ])
    #expect(try contradictions(replacing: "## What is read", with: "TODO: what is read") == [.unfinished])
    #expect(
      try contradictions(replacing: "Your program runs 25 steps", with: "Your program runs in 4 cases, 25 steps")
        == [.cases("4", expected: 3)])
    #expect(
      try contradictions("06-activations", replacing: "| `leaky` | 20 | 20 |", with: "| `leaky` | 20 | 25 |")
        == [.points(of: "leaky.dx", "25", expected: 20)])
  }

  /// Each limit of the manifest alone, with sentences that are broken over lines.
  @Test func limitsThatWereChanged() throws {
    #expect(try contradictions { $0.limits.wallClock = 7 } == [.limit(.wallClock, "5", expected: 7)])
    #expect(try contradictions("31-stepDecay") { $0.limits.cpu = 4 } == [.limit(.cpu, "3", expected: 4)])
    #expect(try contradictions { $0.limits.compile = 60 } == [.limit(.compile, "20", expected: 60)])
    #expect(try contradictions { $0.limits.memory = 64 } == [.limit(.memory, "512", expected: 64)])
    #expect(try contradictions("50-initialisation") { $0.limits.source = 64 } == [.limit(.source, "256", expected: 64)])
    #expect(try contradictions("21-meanSquaredError") { $0.limits.files = 1 } == [.limit(.files, "16", expected: 1)])
  }

  @Test func aLineIsNamed() throws {
    let assignment = try Self.library.assignment("21-meanSquaredError")
    let text =
      "# Mean squared error\n\n`struct MeanSquaredError: Loss`\n\n| read | points |\n|---|---|\n| `loss` | 40 |\n"
    #expect(
      HandoutCheck(text, of: assignment).contradictions
        == [.init(line: 7, kind: .points(of: "loss", "40", expected: 50))])
  }
}
