import GradeModel
import Testing

@testable import Reporting

/// The lines below a check and the notes beside the checks, word for word.
@Suite struct ExplanationWordingTests {
  private static func check(_ quantity: String, diagnosis: Diagnosis? = nil, isUnexplained: Bool = false) -> Check {
    Check(
      caseID: "usual", quantity: quantity, outcome: .incorrect, points: 0, maximum: 2, finding: .differs,
      diagnosis: diagnosis, isUnexplained: isUnexplained)
  }

  /// A diagnosis is said in full at the first check of its quantity.
  @Test func aDiagnosisIsSaidInFullOnce() {
    let diagnosis = Diagnosis(
      kinds: ["dropped"], sentences: ["β₁ is missing."], evidence: "The evidence.", alternatives: ["One.", "Two."])
    let plain = Diagnosis(kinds: [], sentences: ["ε is missing."], evidence: "The evidence.")
    let checks = [("m", diagnosis), ("m", diagnosis), ("weights", plain)].map { Self.check($0, diagnosis: $1) }
    #expect(
      Sentences.explanations(of: checks) == [
        ["β₁ is missing.", "The evidence.", "The same numbers would come of: One. Or: Two."], ["β₁ is missing."],
        ["ε is missing.", "The evidence."],
      ])
  }

  @Test func aMistakeThatWasNotFoundIsSaidSo() {
    #expect(
      Sentences.explanations(of: [Self.check("m"), Self.check("m", isUnexplained: true)]) == [
        [],
        [
          "No single mistake that Gradus knows gives all of these numbers: compare them with the equation, step by "
            + "step."
        ],
      ])
  }

  @Test func anAuthorsToleranceLeavesTheEquationsWord() {
    var check = Self.check("weights")
    check.byEquation = .follows(sources: ["m"], origins: ["m"])
    #expect(
      Sentences.explanations(of: [check]) == [
        [
          "By its own equation, weights follows rightly from your own m, where the mistake is; this assignment compares with the expected numbers alone, so that earns nothing."
        ]
      ])
  }

  static let notes: [(Note, String)] = [
    (
      .authorsTolerance(atol: 1e-12, rtol: 1e-9, reason: "the notes round"),
      "Numbers are compared with the expected ones, and may differ by 1e-12 + 1e-09 · |expected|: the notes round"
    ),
    (
      .changesInput("W"),
      "W is no longer what it was given: your program changes it. Leave it as it is: the caller may need it as it was given."
    ),
    (.leftAside(["main.swift", "Tests"]), "left aside, neither compiled nor run: main.swift, Tests"),
    (
      .leftAside((1...9).map { "\($0).swift" }),
      "left aside, neither compiled nor run: 1.swift, 2.swift, 3.swift, 4.swift, 5.swift, 6.swift, 7.swift, 8.swift and 1 more"
    ),
    (
      .undeclaredSetting("beta1", type: "Adam"),
      "Adam declares no setting 'beta1', so the case could not set it: write `@Setting var beta1 = …`"
    ),
    (
      .namesParameter("W", at: Place(file: "Adam.swift", line: 7)),
      "Adam.swift:7 names the parameter \"W\". Hidden cases have parameters of other names: loop over those that are given."
    ),
    (
      .adjusted(Adjustment(points: -2.5, reason: "handed in twice", author: "a teacher", made: "2026-01-31T12:00:00")),
      "−2.5 points by a teacher: handed in twice"
    ),
    (.comment("See section 3.", author: "a teacher"), "a teacher: See section 3."),
    (.heldToPublicCases("mHat"), "mHat earns no larger share in the hidden cases than in the others"),
    (.hiddenCasesUntold, "Hidden cases count too; nothing is told of them at this time."),
  ]

  @Test(arguments: notes) func aNoteIsSaidSo(_ note: Note, _ sentence: String) throws {
    #expect(Wording.sentence(of: note) == sentence)
    var report = Fixtures.report([Fixtures.typical(.correct)])
    report.notes = [note]
    #expect(Console.text(for: report).contains("! " + sentence.prefix(60)))
    // A batch reads the reports of earlier runs.
    #expect(try JSON.report(from: Array(JSON.document(for: report).utf8)).notes == [note])
  }

  @Test func everyNoteHasItsSentence() throws {
    let names = Self.notes.map { FindingWordingTests.name($0.0) }
    #expect(Set(names) == (try FindingWordingTests.cases(of: "Note")))
  }
}
