import GradeModel
import Testing

@testable import Reporting

/// The parts of a report that are shown on demand.
@Suite struct ViewTests {
  private let report = Fixtures.report([
    Fixtures.check(.correct, 2, quantity: "m", message: ""), Fixtures.check(.incorrect),
    Fixtures.check(.incorrect, caseID: "generic", quantity: "v"),
  ])

  @Test func oneCaseIsShownAndAllCount() {
    let text = Console.text(for: report, view: View(.full, caseID: "usual"))
    #expect(text.contains("\nusual\n") && !text.contains("generic"))
    #expect(text.contains("Total: 2 of 6 points"))
  }

  @Test func onlyFailingLeavesOutWhatIsRight() {
    let text = Console.text(for: report, view: View(.full, onlyFailing: true))
    #expect(text.contains("✗ mHat") && text.contains("✗ v") && !text.contains("✓"))
  }

  @Test func anEquationHasTheProgramsOwnBesideIt() {
    var report = report
    report.checks[1].diagnosis = Diagnosis(
      kinds: [], sentences: ["The bias correction is missing."], evidence: "Your m̂ₜ is mₜ, and mₜ/(1 − β₁ᵗ) is asked.")
    let equations = [
      EquationText(symbol: nil, text: "for each w of W:"), EquationText(symbol: "mₜ", text: "mₜ = β₁·mₜ₋₁"),
      EquationText(symbol: "m̂ₜ", text: "m̂ₜ = mₜ/(1 − β₁ᵗ)"),
    ]
    let text = Console.text(for: report, view: View(.brief, equations: equations))
    #expect(
      text.contains(
        """

        The equations that are asked for, and yours where they differ:
          for each w of W:
            mₜ = β₁·mₜ₋₁
          ✗ m̂ₜ = mₜ/(1 − β₁ᵗ)
                Your m̂ₜ is mₜ, and mₜ/(1 − β₁ᵗ) is asked.

        """), "\(text)")
  }

  @Test func oneStepReadsLikeThis() {
    var report = report
    func numbers(_ quantity: String, _ differing: Int, isRight: Bool, _ elements: [StepNumbers.Element]) -> StepNumbers
    {
      StepNumbers(
        caseID: "usual", quantity: quantity, parameter: "W", step: 3, steps: 25, differing: differing, count: 12,
        isRight: isRight, elements: elements)
    }
    report.stepNumbers = [
      numbers("m", 0, isRight: true, []),
      numbers("mHat", 2, isRight: false, [.init(index: [0, 1], yours: 0.5, expected: 0.25, equation: 0.125)]),
      numbers("weights", 1, isRight: true, [.init(index: [0, 1], yours: 1.5, expected: 1.25, equation: 1.5)]),
    ]
    #expect(
      Console.text(for: report).contains(
        """

        usual, step 3 of 25
          m/W        as expected
          mHat/W     2 of 12 numbers wrong
            [0, 1]  yours 0.5000   expected 0.2500   its equation gives 0.1250
          weights/W  1 of 12 numbers wrong, right on your own values
            [0, 1]  yours 1.500   expected 1.250

        """))
  }

  /// A filter of the report takes the output away: its parts must not bring it back.
  @Test func outputThatMayNotBeShownIsNotShownByCase() {
    var report = Fixtures.report([Fixtures.check(.incorrect)], output: "one\ntwo\n")
    report.outputs = [CaseOutput(caseID: "usual", text: "one\n"), CaseOutput(caseID: "generic", text: "two\n")]
    #expect(Console.text(for: report).contains("What the program printed in case generic:\n  │ two\n"))
    report.output = ""
    for view in [View.full, View(.brief)] { #expect(!Console.text(for: report, view: view).contains("printed")) }
  }
}
