/// A class's submissions, as they were found in a folder or an archive.
package struct HandIns: Codable, Equatable, Sendable {
  package var layout: Layout
  /// Sorted by owner, then by number.
  package var attempts: [Attempt]
  /// Files and folders that belong to no program, sorted by path.
  package var leftAside: [LeftAside]
  /// Students of the roster without any attempt, in its order.
  package var absent: [Student]
  /// Those who handed in and are not on the roster; empty without one.
  package var strangers: [Student]
  /// Other names that the roster has for those who handed in, such as a login or an address, by their identifiers.
  package var alsoKnown: [String: [String]]?
}

/// The services whose exports are told apart.
package enum Layout: String, Codable, CaseIterable, Sendable {
  /// A file, folder or archive for each student.
  case plain
  case moodle
  case canvas
  case gradescope
  /// Working copies of an organisation's repositories.
  case clones

  /// True if the service marks what came late, so that all else was in time.
  package var marksLateness: Bool { self == .canvas }
}

/// Something in an export that is not graded.
package struct LeftAside: Codable, Equatable, Sendable {
  /// Its path in the export; a folder ends in `/` and stands for all that it holds.
  package var path: String
  package var reason: Reason

  package enum Reason: String, Codable, CaseIterable, Sendable {
    case hidden
    case generated
    /// Text typed into Moodle in place of a file.
    case onlineText
    case link
    case device
    /// A path that is absolute or climbs out of its archive.
    case unsafePath
    /// A second entry of the same path.
    case duplicate
    case tooLarge
    /// An archive within a student's archive.
    case nestedArchive
    case unreadableArchive
    /// A name that is not UTF-8.
    case unusableName
    /// A name unlike all others of the export.
    case foreignName
  }
}
