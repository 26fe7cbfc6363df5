/// A reason why a class's submissions cannot be taken in.
package enum IntakeError: Error, Equatable, Sendable {
  case missing(String)
  case unreadable(String, reason: String)
  /// A file that is no archive.
  case notAnArchive(String)
  case empty(String)
  /// An archive that breaks off.
  case brokenArchive(String, after: Int, reason: String)
  /// An archive that unpacks to more than the bounds.
  case tooLarge(String, Excess)
  case encrypted(String)
  /// A folder to unpack to, or a file of ours, that cannot be written.
  case unwritable(String, reason: String)
  case metadata(String, line: Int, reason: String)
}

/// A reason why one submission cannot be graded.
package enum AttemptFault: Codable, Equatable, Sendable {
  /// A name that is not UTF-8.
  case unusableName
  case unreadable(reason: String)
  case brokenArchive(String, reason: String)
  /// A file whose bytes are damaged in an archive that is whole otherwise.
  case brokenFile(String, reason: String)
  case encrypted(String)
  case tooLarge(String, Excess)
  /// A link or a device with the name of a Swift file.
  case notPlain(String)
  /// A kind of archive that is not read.
  case unreadKind(String)
  /// Text typed into Moodle and no file.
  case onlyOnlineText
  /// The export's metadata name it, and its folder is not there.
  case missing
}

/// The bound that an archive exceeds.
package enum Excess: Codable, Equatable, Sendable {
  case entries(limit: Int)
  case bytes(limit: Int)
  case depth(limit: Int)
  /// More bytes for each byte of the archive than any program's text packs to.
  case ratio(limit: Int)
}
