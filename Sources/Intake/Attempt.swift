/// A student, as an export or a roster names them.
package struct Student: Codable, Equatable, Hashable, Sendable {
  /// The roster's identifier; without a roster, the one in the export: a user's number, an address, or the name of a
  /// file or folder.
  package var id: String
  /// A text as it was found. It may look like a formula.
  package var name: String
  /// Sections and teams, sorted.
  package var groups: [String]

  package init(id: String, name: String, groups: [String] = []) {
    self.id = id
    self.name = name
    self.groups = groups
  }
}

/// One submission as it was handed in.
package struct Attempt: Equatable, Sendable {
  /// Those who handed it in: one student, or the members of a group, sorted by identifier. Never empty.
  package var students: [Student]
  /// Counted from 1 for each student, in the order of time.
  package var number: Int
  /// Seconds since 1970; `nil` if the export does not tell.
  package var handedIn: Int?
  /// A mark that the service itself has put on it, whatever the instant.
  package var isMarkedLate: Bool
  /// A file or a folder for `Submission(at:)`; empty if `fault` says why there is none.
  package var path: String
  /// The name in the export, for messages and reports; no two attempts have the same.
  package var origin: String
  /// The reason why this submission cannot be graded. It concerns nobody else's.
  package var fault: AttemptFault?

  package init(
    students: [Student], number: Int = 1, handedIn: Int? = nil, isMarkedLate: Bool = false, path: String,
    origin: String, fault: AttemptFault? = nil
  ) {
    self.students = students
    self.number = number
    self.handedIn = handedIn
    self.isMarkedLate = isMarkedLate
    self.path = path
    self.origin = origin
    self.fault = fault
  }

  /// Identifies who handed it in: the student, or all members of the group.
  package var owner: String { students.map(\.id).joined(separator: "+") }
}
