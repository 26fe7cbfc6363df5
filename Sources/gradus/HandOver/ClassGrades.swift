import Assignments
import GradeModel
import Gradebook
import Intake
import PluginHost
import Policy

/// The grades of a gradebook before any credit, and what a person has added. Marks are made of them here and nowhere else.
struct ClassGrades {
  /// By the submissions' names.
  private var grades: [String: Grade] = [:]
  /// The student of each submission, as adjustments name them.
  private var students: [String: String] = [:]
  /// The reports' names without the extension, by the submissions' names.
  private(set) var reports: [String: String] = [:]
  private let adjustments: [String: [Adjustment]]
  /// The instants of the submissions that were graded.
  private var instants: [String: Int64] = [:]
  private var programs: [String: GradedProgram] = [:]

  /// The points of the assignment.
  var maximum: Double { grades.values.map(\.maximum).max() ?? 0 }

  init(of book: OpenGradebook) throws(Failure) {
    let gradebook = book.gradebook
    let attempts = try book.graded()
    adjustments = try GivenWords(of: gradebook).adjustments
    // A grade of an earlier batch alone may be out of other points.
    let batch = try Failure.ofGradebook { () throws(GradebookError) in Set(try gradebook.items().map(\.report)) }
    let assignment = try? Self.assignment(of: gradebook)
    for (attempt, grading) in attempts where batch.contains(attempt.report) {
      let mark = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.mark(of: grading) }
      if let other = grades.values.first(where: { $0.points != nil })?.maximum, !mark.isWithheld, other != mark.maximum
      {
        throw .usage(Wording.unequalMaxima(other, mark.maximum))
      }
      instants[attempt.name] = attempt.handedIn
      let document = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.sources(of: grading) }
      if !document.isEmpty {
        programs[attempt.name] = GradedProgram(try ReadSubmission(document: document), of: assignment)
      }
      grades[attempt.name] = Grade(points: mark.isWithheld ? nil : mark.points, maximum: mark.maximum)
      students[attempt.name] = attempt.student
      reports[attempt.name] = attempt.report
    }
  }

  /// The assignment as it is now.
  private static func assignment(of gradebook: Gradebook) throws(Failure) -> Assignment {
    let id = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.assignment() }
    return try Shelf(try Shelf.installation()).assignment(try BatchSettings(of: gradebook).request(for: id))
  }

  /// A student's mark, and the points in it that a person has added.
  struct Adjusted {
    var settled: StudentMark
    var adjustments: [Adjustment]
  }

  /// Settles every student's mark, and rounds it to hundredths, the same for every table and sheet. What a person has added has
  /// no lateness: it is added after the credit.
  func marks(
    of handIns: HandIns, _ policy: Policy, _ extensions: [String: Extension], spent: [String: SpentTokens.Count] = [:]
  ) -> [Adjusted] {
    var owners: [String: Set<String>] = [:]
    for attempt in handIns.attempts {
      guard let owner = students[attempt.origin] else { continue }
      for student in attempt.students { owners[student.id, default: []].insert(owner) }
    }
    var grades = grades
    for name in renewed(in: handIns) { grades[name]?.points = nil }
    return handIns.marks(grades, policy, extensions, spent: spent).map { mark in
      var mark = mark
      let added = (owners[mark.student.id] ?? []).sorted().flatMap { adjustments[$0] ?? [] }
      mark.mark = mark.mark.map { Double(added.added(to: $0).hundredths) / 100 }
      mark.points = mark.points.map { Double($0.hundredths) / 100 }
      return Adjusted(settled: mark, adjustments: added)
    }
  }

  /// Returns the students to whom points were given that no mark of these hand-ins has.
  func unmet(in handIns: HandIns) -> [String] {
    let met = handIns.attempts.compactMap { students[$0.origin] }
    let given = adjustments.filter { $0.value.reduce(0) { $0 + $1.points } != 0 }.keys
    return Set(given).subtracting(met).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Returns the submissions of an export that are others than those that were graded, by their instants or their texts: an
  /// export's folder keeps its name when its student hands in again.
  func renewed(in handIns: HandIns) -> [String] {
    handIns.attempts.filter { attempt in
      if let graded = instants[attempt.origin], let now = attempt.handedIn, graded != Int64(now) { return true }
      guard attempt.fault == nil, let graded = programs[attempt.origin] else { return false }
      return !graded.isHandedIn(at: attempt.path)
    }.map(\.origin)
  }
}
