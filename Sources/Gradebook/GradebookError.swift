/// A gradebook that cannot be read or written. It is left as it is.
package enum GradebookError: Error, Equatable, CustomStringConvertible {
  /// There is none.
  case missing(path: String)
  /// A file that is no gradebook, or one that is cut short or damaged.
  case damaged(path: String)
  /// A gradebook of a later version of Gradus.
  case newer(path: String)
  /// Another program is writing.
  case locked(path: String)
  /// The disk has no room.
  case noRoom(path: String)
  case failed(path: String, reason: String)
  /// The gradebook of another assignment.
  case otherAssignment(path: String, holds: String, wanted: String)

  package var description: String {
    switch self {
    case .missing(let path): Wording.missing(path)
    case .damaged(let path): Wording.damaged(path)
    case .newer(let path): Wording.newer(path)
    case .locked(let path): Wording.locked(path)
    case .noRoom(let path): Wording.noRoom(path)
    case .failed(let path, let reason): Wording.failed(path, reason)
    case .otherAssignment(let path, let holds, let wanted): Wording.otherAssignment(path, holds: holds, wanted: wanted)
    }
  }
}
