internal import Equations
package import GradeModel

/// A course's file, `course.yaml` beside the assignments: how much they tell, and their order by weeks.
package struct Course: Equatable, Sendable {
  /// A topic that is taught together.
  package struct Week: Equatable, Sendable {
    package let title: String
    /// The identifiers of the week's assignments, in their order.
    package let assignments: [String]
  }

  /// A place where the weeks and the folder disagree.
  package enum Slip: Equatable, Sendable {
    case inNoWeek(String)
    case inTwoWeeks(String)
    case unknown(String, week: Int, nearest: String?)
  }

  package var feedback = Feedback.standard
  /// Empty where the course has no order of its own.
  package var weeks: [Week] = []

  package init() {}

  /// Reads a course's file.
  ///
  /// - Parameter file: its path, as messages shall show it.
  /// - Throws: all faults of the file, by line.
  package init(_ bytes: some Sequence<UInt8>, file: String) throws(ManifestError) {
    let root: ManifestNode
    do {
      root = ManifestNode(node: try parse(Array(bytes)), path: "")
    } catch {
      throw ManifestError(file: file, problems: [error])
    }
    var reader = ManifestReader()
    let course = reader.mapping(root, of: "a course's keys", keys: ["feedback", "weeks"])
    feedback = course?["feedback"].flatMap { reader.readFeedback($0) } ?? .standard
    weeks = course?["weeks"].map { reader.readWeeks($0) } ?? []
    if !reader.problems.isEmpty { throw ManifestError(file: file, problems: reader.ordered) }
  }

  /// The disagreements of the weeks with the assignments that exist. A student's copy holds some of them only, so that
  /// reading does not ask for this.
  package func slips(among ids: [String]) -> [Slip] {
    guard !weeks.isEmpty else { return [] }
    var seen: Set<String> = []
    var slips: [Slip] = []
    for (number, week) in weeks.enumerated() {
      for id in week.assignments {
        if !ids.contains(id) {
          slips.append(.unknown(id, week: number + 1, nearest: Spelling.nearest(to: id, among: ids)))
        } else if !seen.insert(id).inserted {
          slips.append(.inTwoWeeks(id))
        }
      }
    }
    return slips + ids.filter { !seen.contains($0) }.map(Slip.inNoWeek)
  }
}

extension ManifestReader {
  fileprivate mutating func readWeeks(_ place: ManifestNode) -> [Course.Week] {
    (list(place, of: "weeks") ?? []).compactMap { week in
      guard let mapping = mapping(week, of: "a week", keys: ["title", "assignments"]) else { return nil }
      let title = required("title", in: mapping, .text).flatMap { text($0) }
      let place = required("assignments", in: mapping, .list(of: "assignments"))
      let ids = place.flatMap { list($0, of: "assignments") }?.compactMap { text($0) }
      guard let title, let ids else { return nil }
      return Course.Week(title: title, assignments: ids)
    }
  }
}
