import GradeModel
import Testing

@testable import Reporting

@Suite struct WordingTests {
  @Test(
    arguments: [
      (.correct, "correct", "The quantity is right."),
      (.followThrough, "follow-through", "The quantity follows from your own values, which are wrong before it."),
      (.unproven, "unproven", "The equation holds, but on values that could not have exposed a mistake."),
      (.incorrect, "incorrect", "The quantity differs from what its equation gives."),
      (.missing, "missing", "The submission does not report this quantity for every step and parameter."),
      (.skipped, "skipped", "This check was not run."),
      (.crashed, "crashed", "The program crashed."),
      (.timedOut, "timed out", "The program did not finish within its limit."),
      (.notBuilt, "not built", "The submission does not compile, link or load."),
      (.unreadable, "unreadable", "What was handed in cannot be opened."),
      (.tampered, "tampered", "The program answered what it was not asked."),
      (.graderError, "grader error", "The grader failed. This is not the submission's fault."),
    ] as [(Outcome, String, String)]
  ) func eachOutcomeIsNamed(_ outcome: Outcome, _ name: String, _ fallback: String) {
    #expect(Wording.name(outcome) == name)
    #expect(Wording.fallback(outcome) == fallback)
  }

  @Test func noTwoOutcomesReadAlike() {
    #expect(Set(Outcome.allCases.map(Wording.name)).count == Outcome.allCases.count)
    #expect(Set(Outcome.allCases.map(Wording.fallback)).count == Outcome.allCases.count)
  }

  @Test func totals() {
    #expect(Wording.total(.fullMarks, points: "2", maximum: "2") == "Full marks: 2 of 2 points")
    #expect(Wording.total(.marksLost, points: "1", maximum: "2") == "Total: 1 of 2 points")
    #expect(Wording.total(.nothingGraded, points: "0", maximum: "2") == "Nothing could be graded: 0 of 2 points")
    #expect(
      Wording.total(.graderError, points: "0", maximum: "2")
        == "The grade is withheld: the grader failed. This is not the submission's fault.")
    let verdicts = [ExitCode.fullMarks, .marksLost, .nothingGraded, .unreadable, .graderError].map(Wording.verdict)
    #expect(verdicts == ["full marks", "marks lost", "nothing graded", "unreadable", "withheld"])
  }

  @Test func otherSentences() {
    #expect(Wording.partial(points: "1", maximum: "2") == "This check earns 1 of 2 points.")
    #expect(
      Wording.unsound(points: "nan", maximum: "2")
        == "The grader gave nan of 2 points, which makes no sense. This is not the submission's fault.")
    #expect(Wording.obstructed == "This check does not count, because the submission could not be graded.")
    #expect(Wording.nothingChecked == "Nothing was checked, so nothing is passed.")
    #expect(Wording.cutLines(1) == "… (1 more line)")
    #expect(Wording.heading(title: "Adam", assignment: "10-adam", convention: "") == "Adam (10-adam)")
    #expect([Outcome.notBuilt, .graderError, .crashed].map(Wording.obstacleName) == ["compile", "grade", "load"])
    #expect(Wording.jsonFailed("cut off") == "The report could not be read as JSON: cut off.")
    #expect("\(JUnitError.writerFailed)" == "The JUnit report could not be composed: libxml2 refused it.")
  }
}
