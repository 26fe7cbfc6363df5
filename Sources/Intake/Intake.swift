/// Takes in a class's submissions, in whatever form a platform has exported them.
package enum Intake {
  /// Reads a folder.
  ///
  /// - Parameters:
  ///   - path: the export.
  ///   - roster: the students; names and groups are taken from it, and who is missing is told.
  ///   - folder: an empty folder of the caller's for what has to be unpacked. It has to stay while attempts are graded.
  package static func read(_ path: String, roster: Roster? = nil, unpackingTo folder: String) throws(IntakeError)
    -> HandIns
  {
    guard let names = Folder.names(in: path) else { throw .missing(path) }
    var leftAside: [LeftAside] = []
    var finds: [Find] = []
    for name in names {
      if name.isHidden {
        leftAside.append(LeftAside(path: name.shown, reason: .hidden))
      } else {
        finds.append(Find(plain: name, in: path))
      }
    }
    if finds.isEmpty { throw .empty(path) }
    return HandIns(.plain, finds, leftAside, roster)
  }
}
