import GRDB

extension Gradebook {
  /// The grade of one submission of the batch, without its report.
  package struct Standing: Equatable, Sendable {
    package var name: String
    /// The report's name, without the extension.
    package var report: String
    package var student: String
    package var grading: Int64
    /// The document of its `BatchItem`.
    package var entry: String
    package var isWithheld: Bool
    package var exit: Int32
    package var points: Double
    package var maximum: Double
    package var message: String
  }

  /// Returns the grades of the last batch, in its order. What it has not come to yet has the grade that counted before.
  package func standings() throws(GradebookError) -> [Standing] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT grading.name, item.report, item.entry, attempt.student, grading.id, withheld, exit, points, maximum, message
          FROM item
          LEFT JOIN (SELECT report, max(counted) AS counted FROM attempt GROUP BY report) AS earlier
            ON earlier.report = item.report
          JOIN grading ON grading.id = coalesce(item.grading, earlier.counted)
          JOIN attempt ON attempt.name = grading.name
          ORDER BY position
          """
      ).map { row in
        Standing(
          name: row["name"], report: row["report"], student: row["student"], grading: row["id"], entry: row["entry"],
          isWithheld: row["withheld"], exit: row["exit"], points: row["points"], maximum: row["maximum"],
          message: row["message"])
      }
    }
  }
}
