import GRDB

extension Gradebook {
  /// The points of a grading, in all and by check, without its report.
  package struct Mark: Equatable, Sendable {
    package struct Check: Equatable, Sendable {
      /// `usual/mHat`.
      package var id: String
      package var points: Double
    }

    package var id: Int64
    package var digest: String
    package var conditions: Int64
    package var isWithheld: Bool
    package var points: Double
    package var maximum: Double
    package var checks: [Check]
  }

  package func mark(of grading: Int64) throws(GradebookError) -> Mark {
    let found = try read { db -> Mark? in
      let row = try Row.fetchOne(
        db, sql: "SELECT id, digest, conditions, withheld, points, maximum FROM grading WHERE id = ?",
        arguments: [grading])
      let checks = try Row.fetchAll(
        db, sql: "SELECT caseID, quantity, points FROM outcome WHERE grading = ? ORDER BY position",
        arguments: [grading])
      return row.map { row in
        Mark(
          id: row["id"], digest: row["digest"], conditions: row["conditions"], isWithheld: row["withheld"],
          points: row["points"], maximum: row["maximum"],
          checks: checks.map { row in
            Mark.Check(id: "\(row["caseID"] as String)/\(row["quantity"] as String)", points: row["points"])
          })
      }
    }
    guard let found else { throw .damaged(path: path) }
    return found
  }
}
