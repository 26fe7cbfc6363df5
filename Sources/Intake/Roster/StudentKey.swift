/// The forms in which two files that name one student agree.
package enum StudentKey {
  /// Returns an identifier without capitals, and the number at its end alone: Moodle's sheet has "Participant 123" where
  /// its folders have 123.
  package static func identifiers(_ text: String) -> [String] {
    let whole = text.lowercased()
    guard !whole.isEmpty else { return [] }
    let words = whole.split(separator: " ")
    guard words.count > 1, let last = words.last, last.allSatisfy(\.isASCII), Int(last) != nil else { return [whole] }
    return [whole, String(last)]
  }

  /// Returns a name's words in alphabetical order, for "Lee, Ann" is Ann Lee; and its letters on end, as Canvas has them.
  package static func names(_ text: String) -> [String] {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return words.isEmpty ? [] : [words.sorted().joined(separator: " "), words.joined()]
  }
}
