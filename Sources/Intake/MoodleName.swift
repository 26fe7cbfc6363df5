/// The name of a folder or file in Moodle's download of all submissions:
/// `Full name_123_assignsubmission_file_` with the student's own name for the file behind it, if there are no folders.
struct MoodleName: Equatable {
  /// The full name; "Participant" if names are hidden.
  let name: String
  /// The number in the identifier of the grading sheet.
  let number: String
  let isOnlineText: Bool
  /// The name within the submission; empty for a folder.
  let rest: String

  init?(_ text: String) {
    let kinds = ["_assignsubmission_file", "_assignsubmission_onlinetext"]
    // The first place: a student's own name for a file may hold the word too.
    let places = kinds.compactMap { kind in text.firstRange(of: kind).map { (kind, $0) } }
    guard let (kind, place) = places.min(by: { $0.1.lowerBound < $1.1.lowerBound }) else { return nil }
    let before = text[..<place.lowerBound]
    guard let gap = before.lastIndex(of: "_"), gap > before.startIndex else { return nil }
    let digits = before[before.index(after: gap)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let after = text[place.upperBound...]
    guard after.isEmpty || after.first == "_" else { return nil }
    name = String(before[..<gap])
    number = String(digits)
    isOnlineText = kind == kinds[1]
    rest = String(after.dropFirst())
  }
}
