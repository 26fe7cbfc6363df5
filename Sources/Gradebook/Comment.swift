import GRDB

extension Gradebook {
  /// A person's words to all who make one mistake.
  package struct Comment: Equatable, Sendable {
    package var text: String
    package var author: String
    /// UTC, `2026-01-31T12:00:00`.
    package var made: String

    package init(text: String, author: String, made: String) {
      (self.text, self.author, self.made) = (text, author, made)
    }
  }

  /// Says something to all who make a mistake, now or later.
  package func comment(on mistake: String, _ comment: Comment) throws(GradebookError) {
    try write {
      try $0.execute(
        sql: "INSERT INTO comment (mistake, text, author, made) VALUES (?, ?, ?, ?)",
        arguments: [mistake, comment.text, comment.author, comment.made])
    }
  }

  /// Returns the comments by mistake, each in the order in which they were made.
  package func comments() throws(GradebookError) -> [String: [Comment]] {
    let rows = try read { try Row.fetchAll($0, sql: "SELECT * FROM comment ORDER BY id") }
    return Dictionary(grouping: rows) { $0["mistake"] as String }.mapValues { rows in
      rows.map { Comment(text: $0["text"], author: $0["author"], made: $0["made"]) }
    }
  }
}
