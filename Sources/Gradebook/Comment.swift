import GRDB
internal import GradeModel

extension Gradebook {
  /// A person's words to all who make one mistake, or to one student.
  package struct Comment: Equatable, Sendable {
    package var text: String
    package var author: String
    /// UTC, `2026-01-31T12:00:00`.
    package var made: String

    package init(text: String, author: String, made: String) {
      (self.text, self.author, self.made) = (text, author, made)
    }
  }

  /// Those whom a comment is for.
  package enum Audience: Hashable, Sendable {
    case mistake(String)
    case student(String)

    fileprivate var columns: [String: String?] {
      switch self {
      case .mistake(let id): ["mistake": id, "student": nil]
      case .student(let id): ["mistake": "", "student": id]
      }
    }
  }

  /// Says something to all who make a mistake, now or later, or to a student.
  ///
  /// - Parameter instead: true to take back what was said to them before.
  package func comment(to audience: Audience, _ comment: Comment, instead: Bool = false) throws(GradebookError) {
    try write { db in
      if instead { try Self.withdraw(audience, by: comment.author, at: comment.made, db) }
      var values: [String: String?] = ["text": comment.text, "author": comment.author, "made": comment.made]
      values.merge(audience.columns) { $1 }
      try db.execute(
        sql: """
          INSERT INTO comment (mistake, student, text, author, made) VALUES (:mistake, :student, :text, :author, :made)
          """, arguments: StatementArguments(values))
    }
  }

  /// Takes back what was said. The gradebook keeps it, and who took it back.
  ///
  /// - Returns: the number of comments.
  package func withdraw(_ audience: Audience, by author: String, at instant: String) throws(GradebookError) -> Int {
    try write { db in
      try Self.withdraw(audience, by: author, at: instant, db)
      return db.changesCount
    }
  }

  private static func withdraw(_ audience: Audience, by author: String, at instant: String, _ db: Database) throws {
    var values: [String: String?] = ["author": author, "instant": instant]
    values.merge(audience.columns) { $1 }
    try db.execute(
      sql: """
        UPDATE comment SET withdrawn = :instant, withdrawnBy = :author
        WHERE mistake = :mistake AND student IS :student AND withdrawn IS NULL
        """, arguments: StatementArguments(values))
  }

  /// Returns the comments that hold, each audience's in the order in which they were made.
  package func comments() throws(GradebookError) -> [Audience: [Comment]] {
    let rows = try read { try Row.fetchAll($0, sql: "SELECT * FROM comment WHERE withdrawn IS NULL ORDER BY id") }
    return Dictionary(grouping: rows) { row in
      (row["student"] as String?).map { .student($0) } ?? .mistake(row["mistake"])
    }.mapValues { rows in
      rows.map { Comment(text: $0["text"], author: $0["author"], made: $0["made"]) }
    }
  }

  /// Returns the mistakes of a submission as the class is told them, each once, in the order of its checks.
  package func mistakes(of grading: Grading) throws(GradebookError) -> [String] {
    if grading.exit == ExitCode.nothingGraded.rawValue { return [NoProgram(grading.message, of: grading.name).mistake] }
    let all = try read {
      try String.fetchAll(
        $0, sql: "SELECT mistake FROM outcome WHERE grading = ? AND mistake IS NOT NULL ORDER BY position",
        arguments: [grading.id])
    }
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }
}
