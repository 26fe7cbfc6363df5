import GradeModel
import Testing

@testable import Reporting

/// The mistake that was found is the headline of every report, and what the numbers show follows.
@Suite struct HeadlineTests {
  private static let sentence = "The bias correction of m is missing."
  private static let diagnosis = Diagnosis(kinds: ["dropped"], sentences: [sentence], evidence: "At all 25 steps.")
  private static let nonFinite = Finding.nonFinite(
    .init(parameter: "W", step: 1, value: .nan, extent: .thisStep, cause: .zeroOverZero))

  private static func report(_ finding: Finding, divergence: Divergence? = nil) -> Report {
    Fixtures.report([
      Check(
        caseID: "usual", quantity: "mHat", outcome: .incorrect, points: 0, maximum: 2, finding: finding,
        divergence: divergence, diagnosis: diagnosis)
    ])
  }

  private static let reports = [
    report(nonFinite), report(.differs), report(.differs, divergence: Fixtures.divergence), report(.notItsEquation),
  ]

  @Test(arguments: reports.indices) func theMistakeComesFirst(_ index: Int) throws {
    let report = Self.reports[index]
    #expect(Wording.message(of: report.checks[0]) == Self.sentence)
    #expect(SummaryCSV.row(for: report).contains("usual/mHat: " + Self.sentence))
    #expect(try JSON.document(for: report).contains("\"message\" : \"\(Self.sentence)\""))
    let failure = try #require(try JUnitTests.suite(report).all("failure").first)
    #expect(failure.attributes["message"] == Self.sentence)
    #expect(failure.text.hasPrefix(Self.sentence + "\n"))
    let said = Console.text(for: report).split(separator: "\n").map { $0.drop { $0 == " " } }
    let row = try #require(said.firstIndex { $0.hasPrefix("✗ mHat") })
    #expect(said[row + 1] == Self.sentence)
    for text in [failure.text, Console.text(for: report)] {
      #expect(text.ranges(of: Self.sentence).count == 1, "said once: \(text)")
      #expect(text.contains("At all 25 steps."))
    }
  }

  @Test func whatTheNumbersShowFollows() throws {
    for text in [Console.text(for: Self.reports[0]), try JUnit.document(for: Self.reports[0])] {
      #expect(text.contains("mHat/W is NaN, not a number, at step 1: 0/0"))
    }
    let differs = "mHat/W differs first at step 3 of 50 (12 of 64 elements)"
    for text in [Console.text(for: Self.reports[2]), try JUnit.document(for: Self.reports[2])] {
      #expect(text.ranges(of: differs).count == 1)
    }
  }

  /// A program that stopped is told so first.
  @Test func anEndComesBeforeAMistake() {
    var check = Self.reports[0].checks[0]
    (check.outcome, check.finding) = (.crashed, .crashed(message: "why"))
    #expect(Wording.message(of: check) == "the program crashed: why")
  }
}
