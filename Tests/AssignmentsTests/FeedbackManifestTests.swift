import GradeModel
import Testing

@testable import Assignments

/// The key `feedback`, and a course's own file.
@Suite struct FeedbackManifestTests {
  private static let sound = """
    title: Adam
    recipe: adam
    convention: outsideRoot
    type: Adam
    quantities: {weights: 10}
    cases:
      - {id: usual, title: usual, steps: 4, seed: 1, parameters: {W: [2]}, gradients: {distribution: normal}}

    """

  private func feedback(_ lines: String, course: Feedback = .standard) throws -> Feedback {
    try Assignment(manifest: (Self.sound + lines).utf8, file: "assignment.yaml", id: "a", feedback: course).feedback
  }

  private func message(_ lines: String) -> String {
    let error = #expect(throws: ManifestError.self) { try feedback(lines) }
    return error?.description ?? ""
  }

  @Test func whatIsNotNamedKeepsTheCoursesLevel() throws {
    #expect(try feedback("") == .standard)
    let own = try feedback("feedback:\n  last: {public: why, hidden: nothing}\n  practice: {hidden: where}\n")
    #expect(own[.last] == Feedback.Levels(open: .why, hidden: .nothing))
    #expect(own[.practice] == Feedback.Levels(open: .numbers, hidden: .place))
    #expect(own[.staff] == Feedback.standard[.staff])
    let course = try Course("feedback: {afterDue: {hidden: why}}".utf8, file: "course.yaml").feedback
    #expect(try feedback("", course: course)[.afterDue].hidden == .why)
    #expect(try feedback("feedback: {afterDue: {public: why}}\n", course: course)[.afterDue].hidden == .why)
  }

  @Test func faultsAreSaidByLine() {
    #expect(
      message("feedback:\n  afterdue: {public: why}\n")
        == "assignment.yaml:9: feedback: unknown key 'afterdue'; did you mean 'afterDue'?")
    #expect(
      message("feedback:\n  last: {public: numbr}\n")
        == "assignment.yaml:9: feedback.last.public: unknown level of feedback 'numbr'; did you mean 'numbers'?")
    #expect(
      message("feedback:\n  last: {publik: why}\n")
        == "assignment.yaml:9: feedback.last: unknown key 'publik'; did you mean 'public'?")
    #expect(
      message("feedback:\n  last: {public: verdict, hidden: why}\n")
        == "assignment.yaml:9: feedback.last: expected no more about hidden cases than about public ones, found 'why' beside 'verdict'"
    )
    #expect(message("feedback: numbers\n").contains("assignment.yaml:8: feedback: expected levels for each phase"))
  }

}
