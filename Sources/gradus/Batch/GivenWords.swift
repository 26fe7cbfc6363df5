import GradeModel
import Gradebook
import Intake
import Reporting

/// The points and words that a person has given to students, by what the batch at work calls these.
///
/// The gradebook keeps them by the identifier of the day. Another roster may call the same student otherwise: she is found if
/// it, or the export, has that identifier too, and no other student has.
struct GivenWords {
  let adjustments: [String: [Adjustment]]
  let comments: [Gradebook.Audience: [Gradebook.Comment]]
  /// The identifiers under which each student was given something.
  private let former: [String: [String]]

  init(of gradebook: Gradebook) throws(Failure) {
    let (items, attempts, points, words) = try Failure.ofGradebook { () throws(GradebookError) in
      (try gradebook.items(), try gradebook.attempts(), try gradebook.adjustments(), try gradebook.comments())
    }
    let entries = items.compactMap { try? BatchEntry(document: $0.entry) }
    let present = Set(entries.map(\.student) + attempts.map(\.attempt.student))
    var owners: [String: Set<String>] = [:]
    for entry in entries {
      for name in entry.known ?? [] {
        for key in StudentKey.identifiers(name) { owners[key, default: []].insert(entry.student) }
      }
      if entry.known != nil {
        for key in StudentKey.identifiers(entry.student) { owners[key, default: []].insert(entry.student) }
      }
    }
    func owner(_ id: String) -> String {
      if present.contains(id) { return id }
      let found = StudentKey.identifiers(id).reduce(into: Set<String>()) { $0.formUnion(owners[$1] ?? []) }
      return found.count == 1 ? found.first ?? id : id
    }
    var former: [String: [String]] = [:]
    var adjustments: [String: [Adjustment]] = [:]
    for id in points.keys.sorted(by: Self.precedes) {
      adjustments[owner(id), default: []] += points[id] ?? []
      former[owner(id), default: []].append(id)
    }
    var comments: [Gradebook.Audience: [Gradebook.Comment]] = words.filter { $0.key.student == nil }
    for id in words.keys.compactMap(\.student).sorted(by: Self.precedes) {
      comments[.student(owner(id)), default: []] += words[.student(id)] ?? []
      former[owner(id), default: []].append(id)
    }
    // Of two identifiers, in the order in which they were given.
    for (student, ids) in former where Set(ids).count > 1 {
      adjustments[student]?.sort { $0.made < $1.made }
      comments[.student(student)]?.sort { $0.made < $1.made }
    }
    (self.former, self.adjustments, self.comments) = (former, adjustments, comments)
  }

  /// Returns those whom words for an audience may be kept for: a student by each identifier of hers.
  func audiences(_ audience: Gradebook.Audience) -> [Gradebook.Audience] {
    guard let student = audience.student else { return [audience] }
    return Set((former[student] ?? []) + [student]).sorted(by: Self.precedes).map { .student($0) }
  }

  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }
}

extension Gradebook.Audience {
  fileprivate var student: String? {
    if case .student(let id) = self { return id }
    return nil
  }
}
