/// The name of a file in Canvas's download of all submissions:
/// `leeann_LATE_123_456_Adam.swift`, with a student's number and an attachment's.
struct CanvasName: Equatable {
  /// The sortable name, small letters on end.
  let name: String
  let isLate: Bool
  let user: String
  let attachment: String
  /// The student's own name for the file; a resubmission of one name ends in `-1`, `-2`, before its extension.
  let file: String

  init?(_ text: String) {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    func isNumber(_ part: Substring) -> Bool {
      !part.isEmpty && part.utf8.count <= 20 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    // The first two numbers in a row: the student's own name may hold others.
    guard
      let place = parts.indices.dropFirst().first(where: {
        $0 + 2 < parts.count && isNumber(parts[$0]) && isNumber(parts[$0 + 1])
      })
    else { return nil }
    isLate = place > 1 && parts[place - 1] == "LATE"
    name = parts[..<(isLate ? place - 1 : place)].joined(separator: "_")
    user = String(parts[place])
    attachment = String(parts[place + 1])
    file = parts[(place + 2)...].joined(separator: "_")
    if name.isEmpty || file.isEmpty { return nil }
  }

  /// The name as the student chose it, and the number that Canvas appended.
  var version: (base: String, number: Int)? {
    let dot = file.lastIndex(of: ".") ?? file.endIndex
    guard let dash = file[..<dot].lastIndex(of: "-"), let number = Int(file[file.index(after: dash)..<dot]), number > 0
    else { return nil }
    return (String(file[..<dash] + file[dot...]), number)
  }
}
