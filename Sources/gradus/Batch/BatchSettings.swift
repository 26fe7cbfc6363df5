import GradeModel
import Gradebook
import Reporting

/// The options of a batch, kept so that a later command makes the same exports under the same conditions.
struct BatchSettings: Codable, Equatable, Sendable {
  var dialect: String
  /// The forms of the reports beside JUnit, in the order of their declaration.
  var forms: [ReportForm]
  var phase: Phase
  var sandbox: String
  /// The folder of the course, if the assignment was named by its folder.
  var course: String?
  /// True if hidden cases were drawn; `nil` in a gradebook that does not know.
  var hasHiddenCases: Bool?

  /// True if there are pages, which want more kept than the other forms.
  var hasPages: Bool { forms.contains(.html) }

  /// The form that a person reads most easily.
  var bestForm: ReportForm { forms.contains(.html) ? .html : forms.contains(.text) ? .text : .junit }

  private enum Key: String, CodingKey { case dialect, forms, html, phase, sandbox, course, hasHiddenCases }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    dialect = try container.decode(String.self, forKey: .dialect)
    // Before there were others, pages were a flag.
    let hadPages = try container.decodeIfPresent(Bool.self, forKey: .html) ?? false
    forms = try container.decodeIfPresent([ReportForm].self, forKey: .forms) ?? (hadPages ? [.html] : [])
    phase = try container.decode(Phase.self, forKey: .phase)
    sandbox = try container.decode(String.self, forKey: .sandbox)
    course = try container.decodeIfPresent(String.self, forKey: .course)
    hasHiddenCases = try container.decodeIfPresent(Bool.self, forKey: .hasHiddenCases)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(dialect, forKey: .dialect)
    try container.encode(forms, forKey: .forms)
    try container.encode(phase, forKey: .phase)
    try container.encode(sandbox, forKey: .sandbox)
    try container.encodeIfPresent(course, forKey: .course)
    try container.encodeIfPresent(hasHiddenCases, forKey: .hasHiddenCases)
  }

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

  init(
    dialect: String, forms: Set<ReportForm>, phase: Phase, sandbox: String, course: String?,
    hasHiddenCases: Bool? = nil
  ) {
    (self.dialect, self.phase, self.sandbox, self.course) = (dialect, phase, sandbox, course)
    self.forms = ReportForm.allCases.filter { $0 != .junit && forms.contains($0) }
    self.hasHiddenCases = hasHiddenCases
  }

  /// Returns the same with the forms of the last batch too: a report that is there is never left behind its grade.
  func keepingForms(of gradebook: Gradebook) -> Self {
    var kept = self
    // Options that cannot be read have been refused, or are to be written anew.
    let earlier = (try? Self.ofLastBatch(in: gradebook))?.forms ?? []
    kept.forms = ReportForm.allCases.filter { forms.contains($0) || earlier.contains($0) }
    return kept
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
