import GradeModel
import PluginHost
import TestSupport
import Testing

@testable import gradus

/// The student's own lines on her page.
@Suite struct ExcerptTests {
  /// Places of hidden cases are not hers to read, and take no room of those that are.
  @Test func excerptsAreThoseOfWhatIsTold() throws {
    let scratch = try Scratch()
    let source = (1...40).map { "// line \($0)" }.joined(separator: "\n") + "\nstruct Adam {}\n"
    let path = try scratch.write(source, to: "Adam.swift")
    let submission = try Submission(at: path, declaring: ["Adam"])
    let file = try #require(submission.files.first?.path)
    func check(_ caseID: String, _ quantity: String, line: Int) -> Check {
      Check(
        caseID: caseID, quantity: quantity, outcome: .crashed, points: 0, maximum: 1, finding: .crashed(message: "why"),
        place: Place(file: file, line: line))
    }
    let secret = (1...6).map { check("hidden-1", "q\($0)", line: 30 + $0) }
    var report = Report.stillborn(submission: "", assignment: "", because: "")
    report.obstacle = nil
    report.checks = secret + [check("usual", "m", line: 7)]
    func lines(_ hidden: FeedbackLevel) -> [Int] {
      GradedReport(report, Feedback.Levels(open: .numbers, hidden: hidden), hidden: ["hidden-1"])
        .excerpts(from: submission).map(\.place.line)
    }
    #expect(lines(.verdict) == [7])
    #expect(lines(.nothing) == [7])
    #expect(lines(.numbers) == Array(31...36))
  }
}
