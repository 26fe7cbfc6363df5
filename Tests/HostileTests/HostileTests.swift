import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct HostileTests {
  @Test func thereAreEnoughAndNoTwoAreCalledAlike() {
    #expect(Siege.attacks.count >= 60)
    #expect(Set(Siege.attacks.map(\.name)).count == Siege.attacks.count)
  }

  @Test(arguments: Siege.Level.allCases, Siege.attacks.indices)
  func anAttackEarnsNothingAndHarmsNobody(level: Siege.Level, row: Int) async throws {
    let attack = Siege.attacks[row]
    let siege = try await Siege.at(level)
    let report = try siege.report(on: row)
    let title = Comment(rawValue: "\(attack.name), \(level.rawValue):\n\(report.text.prefix(6000))")
    #expect(report.sandbox == level.rawValue, title)
    #expect(report.points == "0.000" && report.maximum == "100.000", title)
    #expect(!report.text.contains(Target.token), title)
    #expect(!report.printed.contains("LEAK"), title)
    #expect(report.text.utf8.count < 300_000, "\(attack.name) has a report of \(report.text.utf8.count) bytes")

    let outcome = level == .reduced ? attack.reduced ?? attack.outcome : attack.outcome
    if attack.reduced == nil { #expect(!report.printed.contains("DONE"), title) }
    switch outcome {
    case .notBuilt(let words):
      #expect(report.types.contains("notBuilt"), title)
      #expect(report.text.contains(Self.escaped(words)) || words.isEmpty, title)
    case .prints(let words):
      #expect(report.printed.contains(words), title)
      #expect(report.types.isDisjoint(with: ["crashed", "tampered", "timedOut", "graderError"]), title)
    case .crashes(let words):
      #expect(report.types == ["crashed"] && report.text.contains(Self.escaped(words)), title)
    case .tampers(let words):
      #expect(report.types == ["tampered"] && report.text.contains(Self.escaped(words)), title)
    case .missing(let words):
      #expect(report.types == ["missing"] && report.text.contains(Self.escaped(words)), title)
    case .endsByALimit:
      #expect(report.types.isSubset(of: ["crashed", "timedOut"]) && !report.types.isEmpty, title)
    case .timesOut:
      #expect(report.types == ["timedOut"], title)
    case .wrong:
      #expect(report.types.isSubset(of: ["incorrect", "missing"]) && !report.types.isEmpty, title)
    case .wrongOrNotBuilt:
      #expect(report.types.isSubset(of: ["incorrect", "missing", "notBuilt"]) && !report.types.isEmpty, title)
    case .itsOwnFault:
      #expect(!report.types.contains("graderError") && !report.types.isEmpty, title)
    case .nondeterministic:
      #expect(report.types.contains("nondeterministic"), title)
    }
    #expect(!report.text.contains(" /etc/passwd:"), title)

    let next = try siege.reportAfter(row)
    #expect(next.points == "100.000" && next.types.isEmpty, "after \(attack.name), \(level.rawValue):\n\(next.text)")
  }

  /// The folder of submissions, the installation and the network are as they were, and every submission has its report.
  @Test(arguments: Siege.Level.allCases) func nothingIsTouched(level: Siege.Level) async throws {
    let siege = try await Siege.at(level)
    #expect(Siege.target.isUntouched)
    for ending in siege.endings { #expect(ending.code == 0, "\(ending.errors)") }
  }

  /// Returns a text as it stands in XML.
  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: "\"", with: "&quot;")
  }
}
