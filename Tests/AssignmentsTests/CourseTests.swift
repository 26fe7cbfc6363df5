import GradeModel
import Testing

@testable import Assignments

/// A course's own file.
@Suite struct CourseTests {
  private func course(_ lines: String) throws -> Course { try Course(lines.utf8, file: "course.yaml") }

  private func message(_ lines: String) -> String {
    let error = #expect(throws: ManifestError.self) { try course(lines) }
    return error?.description ?? ""
  }

  @Test func theShippedCourseHasEachAssignmentOnce() throws {
    let course = try shippedLibrary.course()
    #expect(course.weeks.count > 10)
    #expect(try course.slips(among: shippedLibrary.ids()) == [])
  }

  @Test func weeksKeepTheirOrder() throws {
    let read = try course("weeks:\n  - {title: Two, assignments: [b, a]}\n  - {title: One, assignments: [c]}\n")
    #expect(read.weeks.map(\.title) == ["Two", "One"])
    #expect(read.weeks.map(\.assignments) == [["b", "a"], ["c"]])
    #expect(read.feedback == .standard)
  }

  @Test func whatTheFolderHasAndTheWeeksLackIsNamed() throws {
    let read = try course(
      "weeks:\n  - {title: Two, assignments: [10-adam, 20-dens]}\n  - {title: One, assignments: [10-adam]}\n")
    #expect(
      read.slips(among: ["10-adam", "20-dense"]) == [
        .unknown("20-dens", week: 1, nearest: "20-dense"), .inTwoWeeks("10-adam"), .inNoWeek("20-dense"),
      ])
    // A course without an order has nothing to disagree with.
    #expect(try course("feedback: {}").slips(among: ["10-adam"]) == [])
  }

  @Test func faultsAreSaidByLine() {
    #expect(message("feedbak: {}") == "course.yaml:1: unknown key 'feedbak'; did you mean 'feedback'?")
    #expect(message("weeks: {}").contains("course.yaml:1: weeks: expected a list of weeks"))
    #expect(message("weeks:\n  - {titel: One, assignments: []}").contains("unknown key 'titel'; did you mean 'title'?"))
    #expect(message("weeks:\n  - {title: One}").contains("course.yaml:2: weeks: the key 'assignments' is missing"))
  }
}
