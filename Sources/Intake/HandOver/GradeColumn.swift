/// The column of a grading sheet that holds an assignment's grade.
enum GradeColumn {
  /// Returns the positions of the columns that may be meant.
  static func places(in head: Table.Row, _ heading: String?) -> [Int] {
    let texts = head.texts
    if let heading = heading?.trimmed {
      let exact = texts.indices.filter { texts[$0] == heading }
      return exact.isEmpty ? texts.indices.filter { isGrade(texts[$0]) && texts[$0].hasPrefix(heading) } : exact
    }
    return texts.indices.filter { isGrade(texts[$0]) }
  }

  /// Returns the position of Moodle's column of the points that a grade is out of, in English and German.
  static func maximum(in head: Table.Row) -> Int? {
    head.texts.firstIndex { ["maximum grade", "bestwertung"].contains($0.lowercased()) }
  }

  /// Moodle's word in some languages, or Canvas's form `Title (123)`.
  private static func isGrade(_ text: String) -> Bool {
    let words = ["grade", "bewertung", "note", "nota", "calificación", "valutazione", "avaliação"]
    if words.contains(text.lowercased()) { return true }
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return false }
    let number = text[text.index(after: open)...].dropLast()
    return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
