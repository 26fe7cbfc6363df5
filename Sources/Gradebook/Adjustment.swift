import GRDB
package import GradeModel

extension Gradebook {
  /// Adds to a student's points, for good.
  package func adjust(_ student: String, by adjustment: Adjustment) throws(GradebookError) {
    try write {
      try $0.execute(
        sql: "INSERT INTO adjustment (student, points, reason, author, made) VALUES (?, ?, ?, ?, ?)",
        arguments: [student, adjustment.points, adjustment.reason, adjustment.author, adjustment.made])
    }
  }

  /// Returns the adjustments by student, each in the order in which they were made.
  package func adjustments() throws(GradebookError) -> [String: [Adjustment]] {
    let rows = try read { try Row.fetchAll($0, sql: "SELECT * FROM adjustment ORDER BY id") }
    return Dictionary(grouping: rows) { $0["student"] as String }.mapValues { rows in
      rows.map {
        Adjustment(points: $0["points"], reason: $0["reason"], author: $0["author"], made: $0["made"])
      }
    }
  }
}
