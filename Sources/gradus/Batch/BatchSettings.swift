import GradeModel
import Gradebook
import Reporting

/// The options of a batch, kept so that a later command makes the same exports under the same conditions.
struct BatchSettings: Codable, Equatable, Sendable {
  var dialect: String
  var html: Bool
  var phase: Phase
  var sandbox: String
  /// The folder of the course, if the assignment was named by its folder.
  var course: String?
  /// True if hidden cases were drawn; `nil` in a gradebook that does not know.
  var hasHiddenCases: Bool?

  /// Reads the options of the last batch.
  init(of gradebook: Gradebook) throws(Failure) {
    guard let settings = try Self.ofLastBatch(in: gradebook) else { throw .usage(Wording.noBatch) }
    self = settings
  }

  /// Returns the options of the last batch; `nil` before the first.
  private static func ofLastBatch(in gradebook: Gradebook) throws(Failure) -> Self? {
    let document = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.settings() }
    if document.isEmpty { return nil }
    do {
      return try JSON.value(Self.self, from: Array(document.utf8))
    } catch {
      throw .grader(Wording.unreadableSettings("\(error)"))
    }
  }

  init(dialect: String, html: Bool, phase: Phase, sandbox: String, course: String?, hasHiddenCases: Bool? = nil) {
    (self.dialect, self.html, self.phase, self.sandbox, self.course) = (dialect, html, phase, sandbox, course)
    self.hasHiddenCases = hasHiddenCases
  }

  /// Refuses to grade without the hidden cases that grades were made with, unless somebody means it: the public ones alone
  /// have all the points, and a program that knows them by heart would rise to full marks.
  static func requireHiddenCases(of gradebook: Gradebook, _ given: Bool, publicOnly: Bool) throws(Failure) {
    guard !given, !publicOnly, try ofLastBatch(in: gradebook)?.hasHiddenCases == true else { return }
    throw .usage(Wording.forgottenSeed)
  }

  /// An assignment as a command is given it.
  func request(for assignment: String) -> String { course.map { "\($0)/\(assignment)" } ?? assignment }

  func remember(in gradebook: Gradebook) throws(Failure) {
    let document: String
    do {
      document = try JSON.line(self)
    } catch {
      throw .grader("\(error)")
    }
    try Failure.ofGradebook { () throws(GradebookError) in try gradebook.remember(settings: document) }
  }
}
