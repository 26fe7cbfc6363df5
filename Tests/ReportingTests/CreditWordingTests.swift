import GradeModel
import Testing

@testable import Reporting

@Suite struct CreditWordingTests {
  @Test(arguments: [
    (Credit(attempt: 1, percent: 100), "Attempt 1 counts: in time."),
    (Credit(attempt: 2, percent: 110, tokensLeft: 3), "Attempt 2 counts: in time, credited at 110 %. 3 tokens left."),
    (
      Credit(attempt: 3, percent: 100, secondsLate: 86_400, tokensUsed: 1, tokensLeft: 2),
      "Attempt 3 counts: one day late, made up for with one token. 2 tokens left."
    ),
    (
      Credit(attempt: 1, percent: 87.5, secondsLate: 86_401, tokensUsed: 2, tokensLeft: 0),
      "Attempt 1 counts: 2 days late, made up for with 2 tokens, credited at 87.5 %. No token left."
    ),
    (
      Credit(attempt: 1, percent: 80, secondsLate: 5400, tokensLeft: 1),
      "Attempt 1 counts: 2 hours late, credited at 80 %. One token left."
    ),
    (Credit(attempt: 1, percent: 80, secondsLate: 1), "Attempt 1 counts: one minute late, credited at 80 %."),
    (
      Credit(attempt: 1, percent: 100, isExtended: true, tokensLeft: 2),
      "Attempt 1 counts: in time by an extension. 2 tokens left."
    ),
    (
      Credit(attempt: 1, percent: 80, secondsLate: 60, isExtended: true),
      "Attempt 1 counts: one minute late after the extension, credited at 80 %."
    ),
    (Credit(), "Nothing was handed in."),
    (Credit(obstacle: .nothingHandedIn), "Nothing was handed in."),
    (Credit(obstacle: .afterClose), "Every attempt came after the close, and none counts."),
    (
      Credit(obstacle: .instantUnknown),
      "When it was handed in is not known, and its credit depends on that: your teacher decides."
    ),
    (Credit(obstacle: .notGraded), "An attempt that may count has no grade yet."),
  ])
  func sentence(_ credit: Credit, _ sentence: String) {
    #expect(Sentences.credit(credit) == sentence)
  }
}
