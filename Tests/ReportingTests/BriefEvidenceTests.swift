import Foundation
import GradeModel
import Testing

@testable import Reporting

/// The causes of a screen, once each, and the evidence for them.
@Suite struct BriefEvidenceTests {
  private func text(_ report: Report, columns: Int? = 80) -> String {
    Console.text(
      for: report, style: Style(isTerminal: false, environment: [:], columns: columns), view: View(.brief))
  }

  private func wrong(_ caseID: String) -> Check {
    var check = Fixtures.check(.incorrect, caseID: caseID, divergence: Fixtures.divergence)
    check.finding = .differs
    check.diagnosis = Diagnosis(kinds: [], sentences: ["In the equation of mHat, a part is missing."], evidence: "")
    return check
  }

  private func missing(_ quantity: String) -> Check {
    var check = Fixtures.check(.missing, quantity: quantity)
    check.finding = .notReported(parameter: "", resembling: nil, besideParameters: false)
    return check
  }

  private func crash(_ quantity: String, _ caseID: String, of steps: Int) -> Check {
    var check = Fixtures.check(
      .crashed, caseID: caseID, quantity: quantity, place: Place(file: "ada.swift", line: 22))
    check.finding = .crashed(message: "Index out of range")
    check.stop = Check.Stop(fullSteps: 0, steps: steps, openStep: 1)
    return check
  }

  /// Shapes differ from case to case. What ended a run says nothing of the quantities that it cut off.
  @Test func aCrashAtOneLineIsSaidOnceWithTheShapesOfOneCase() {
    func crash(_ caseID: String, _ message: String, line: Int) -> Check {
      var check = self.crash("y", caseID, of: 1)
      check.finding = .crashed(message: message)
      check.place = Place(file: "ada.swift", line: line)
      return check
    }
    let checks = [
      crash("usual", "shapes [5, 4] and [3, 4]", line: 22), crash("generic", "shapes [2, 10] and [3, 4]", line: 22),
    ]
    let text = text(
      Fixtures.report(checks, output: "Kit/A.swift:1: Precondition failed: shapes [5, 4] and [3, 4]\n"))
    #expect(text.components(separatedBy: "the program crashed").count == 2, "\(text)")
    #expect(text.contains("The same in case generic.") && !text.contains("Precondition"), "\(text)")
    // Other lines, and other words at one line, are other mistakes.
    #expect(Cause.all(of: [checks[0], crash("generic", "shapes [5, 4] and [3, 4]", line: 23)]).count == 2)
    #expect(Cause.all(of: [checks[0], crash("generic", "no axis 4", line: 22)]).count == 2)
  }

  /// Another fault of the same quantity is not the same.
  @Test func anotherFaultOfAQuantityIsACauseOfItsOwn() {
    var nan = Fixtures.check(.incorrect, caseID: "generic")
    nan.finding = .nonFinite(.init(parameter: "W", step: 1, value: .nan, extent: .onwards))
    var differs = Fixtures.check(.incorrect, caseID: "extents", divergence: Fixtures.divergence)
    differs.finding = .differs
    var later = nan
    (later.caseID, later.finding) = (
      "longer", .nonFinite(.init(parameter: "W", step: 4, value: .nan, extent: .onwards))
    )
    let report = Fixtures.report([wrong("usual"), nan, differs, later])
    #expect(Cause.all(of: report.checks).map(\.cases) == [["usual"], ["generic", "longer"], ["extents"]])
    let text = text(report)
    #expect(text.contains("0 of 8 points; mHat is wrong\n"), "\(text)")
    #expect(text.count(of: "The same in ") == 1 && text.contains("The same in case longer."), "\(text)")
  }

  /// A hidden case shows that a quantity is wrong there, and not how.
  @Test func aHiddenCaseIsNotTheSame() {
    var hidden = Fixtures.check(.incorrect, caseID: "hidden-1")
    hidden.finding = .hidden
    let text = text(Fixtures.report([wrong("usual"), wrong("generic"), hidden]))
    #expect(
      text.contains("The same in case generic.") && text.contains("Not right in hidden cases, either."), "\(text)")
  }

  @Test func anotherMeaningIsTold() {
    var check = wrong("usual")
    check.diagnosis?.alternatives = ["In the equation of mHat, dy stands where x belongs.", "Another."]
    #expect(
      text(Fixtures.report([check])).contains(
        "    Or, with the same numbers here: in the equation of mHat, dy stands where x\n    belongs.\n"))
  }

  @Test func whatEndsARunIsNotMoreThatIsWrong() {
    let wrong = ["a", "b", "c"].map(missing)
    var ended = crash("d", "usual", of: 3)
    ended.place = nil
    #expect(text(Fixtures.report(wrong + [ended])).contains("\nMore is wrong: --full shows all.\n"))
    #expect(text(Fixtures.report(wrong + [ended, missing("e")])).contains("\nMore is wrong in e: --full shows all.\n"))
  }

  /// Longer lines of a program break behind a space where they have one.
  @Test func aPrintedLineBreaksBetweenWords() {
    let line = "epoch 1234: " + Array(repeating: "0.1234567", count: 10).joined(separator: "  ")
    let text = text(Fixtures.report([wrong("usual")], output: line + "\n" + String(repeating: "x", count: 100) + "\n"))
    let shown = text.split(separator: "\n").filter { $0.hasPrefix("  │ ") }.map { $0.dropFirst(4) }
    #expect(shown.allSatisfy { $0.count <= 76 })
    #expect(shown.prefix(2).joined() == line && shown[0].hasSuffix("0.1234567  "), "\(shown)")
    #expect(shown.dropFirst(2).joined() == String(repeating: "x", count: 100))
  }

  /// A word may be longer than the narrowest terminal, and so may a part of a command.
  @Test func numbersFitTheNarrowestTerminal() {
    let lines = text(Fixtures.report([wrong("usual")]), columns: 20).split(separator: "\n")
    let numbers = lines.drop { !$0.contains("case usual") }.prefix { !$0.contains("gradus check") }
    #expect(numbers.contains { $0.contains("expected") } && numbers.allSatisfy { $0.count <= 20 }, "\(numbers)")
  }

  @Test func aSignThatNoHandoutHasIsExplained() {
    #expect(Wording.legend(of: ["y = window⟨width → kernelWidth⟩(x)·W"]).map { $0.prefix(6) } == ["window"])
    #expect(Wording.legend(of: ["y = x·W"]).isEmpty)
  }

  @Test func theEquationOfAMistakeIsMarked() {
    var unknown = Fixtures.check(.incorrect, quantity: "gradients", divergence: Fixtures.divergence)
    unknown.finding = .notItsEquation
    unknown.isUnexplained = true
    var named = wrong("usual")
    named.diagnosis = Diagnosis(kinds: [], sentences: ["Your m̂ₜ is mₜ, and 2·mₜ is asked."], evidence: "All of it.")
    let equations = [
      EquationText(symbol: "m̂ₜ", text: "m̂ₜ = 2·mₜ", quantity: "mHat"), EquationText(symbol: nil, text: "for each w:"),
      EquationText(symbol: "g[b]ₜ", text: "g[b]ₜ = 1", quantity: "gradients", parameter: "b"),
      EquationText(symbol: "g[W]ₜ", text: "g[W]ₜ = 2", quantity: "gradients", parameter: "W"),
    ]
    let text = Console.text(
      for: Fixtures.report([named, unknown]), style: Style(isTerminal: false, environment: [:], columns: 80),
      view: View(.brief, equations: equations, command: Reproduction()))
    #expect(
      text.contains(
        """
          ✗ m̂ₜ = 2·mₜ
                Your m̂ₜ is mₜ, and 2·mₜ is asked.
          for each w:
            g[b]ₜ = 1
          ✗ g[W]ₜ = 2
                Your numbers do not come of this one, nor of a mistake in it that Gradus
                knows.

        """), "\(text)")
    #expect(!text.contains("All of it."))
  }
}

extension String {
  fileprivate func count(of text: String) -> Int { ranges(of: text).count }
}
