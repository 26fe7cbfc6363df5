/// The sentences of the gradebook.
enum Wording {
  static func missing(_ path: String) -> String {
    "there is no gradebook \(path): expected a folder that gradus batch has written to"
  }
  static func damaged(_ path: String) -> String {
    "\(path) is no gradebook, or is damaged, and is left as it is: put a copy in its place, or use another folder"
  }
  static func newer(_ path: String) -> String {
    "\(path) was written by a later version of Gradus, and is left as it is: use that version, or another folder"
  }
  static func locked(_ path: String) -> String {
    "\(path) is being written by another program: try again when it is done"
  }
  static func noRoom(_ path: String) -> String {
    "there is no room on the disk for \(path); what it holds is kept, and the same command goes on"
  }
  static func failed(_ path: String, _ reason: String) -> String { "\(path) cannot be used: \(reason)" }
  static func otherAssignment(_ path: String, holds: String, wanted: String) -> String {
    "\(path) holds the grades of \(holds), and \(wanted) is to be graded: name another folder"
  }
}
