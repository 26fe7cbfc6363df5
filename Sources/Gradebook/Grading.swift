import GRDB
package import GradeModel

extension Gradebook {
  /// One grading of one submission, as it is kept.
  package struct Grading: Codable, Equatable, Sendable {
    /// Its number; 0 until it is kept.
    package var id: Int64 = 0
    /// The submission's name.
    package var name: String
    /// The digest of `sources`.
    package var digest: String
    package var conditions: Int64
    /// The submission itself, as a document.
    package var sources: String
    package var isWithheld: Bool
    package var exit: Int32
    package var points: Double
    package var maximum: Double
    /// The first thing that stands in the way of full marks.
    package var message: String
    /// Seconds that the compilation took; 0 if time is fixed.
    package var buildSeconds: Double
    /// True if the numbers behind a page's pictures are kept too.
    package var isIllustrated: Bool
    /// The report as data.
    package var report: String
    /// The parts of a report that are in no document.
    package var extras: String
    /// A digest of the numbers of a wrong program; see `Gradebook.sameNumbers`.
    package var fingerprint: String?

    package init(
      name: String, conditions: Int64, sources: String, isWithheld: Bool, exit: Int32, points: Double, maximum: Double,
      message: String, buildSeconds: Double, isIllustrated: Bool, report: String, extras: String
    ) {
      self.name = name
      digest = SHA256.digest(of: sources.utf8)
      self.conditions = conditions
      self.sources = sources
      self.isWithheld = isWithheld
      self.exit = exit
      self.points = points
      self.maximum = maximum
      self.message = message
      self.buildSeconds = buildSeconds
      self.isIllustrated = isIllustrated
      self.report = report
      self.extras = extras
    }

    init(_ row: Row) {
      (id, name, digest, conditions) = (row["id"], row["name"], row["digest"], row["conditions"])
      (sources, isWithheld, exit) = (row["sources"], row["withheld"], row["exit"])
      (points, maximum, message) = (row["points"], row["maximum"], row["message"])
      buildSeconds = row["buildSeconds"]
      (isIllustrated, report, extras) = (row["illustrated"], row["report"], row["extras"])
      fingerprint = row["fingerprint"]
    }
  }

  /// Returns the number of the last grading of a submission under the same conditions; `nil` if there is none, or if it was
  /// withheld.
  package func grading(
    of name: String, digest: String, under conditions: Int64, illustrated: Bool
  ) throws(GradebookError) -> Int64? {
    try read { db in
      try Int64.fetchOne(
        db,
        sql: """
          SELECT id FROM grading WHERE name = ? AND digest = ? AND conditions = ? AND NOT withheld AND illustrated >= ?
          ORDER BY id DESC LIMIT 1
          """, arguments: [name, digest, conditions, illustrated])
    }
  }

  /// Returns the submission that was graded, as a document; empty for one that ended the grader.
  package func sources(of id: Int64) throws(GradebookError) -> String {
    let found = try read { try String.fetchOne($0, sql: "SELECT sources FROM grading WHERE id = ?", arguments: [id]) }
    guard let found else { throw .damaged(path: path) }
    return found
  }

  package func grading(_ id: Int64) throws(GradebookError) -> Grading {
    let row = try read { try Row.fetchOne($0, sql: "SELECT * FROM grading WHERE id = ?", arguments: [id]) }
    guard let row else { throw .damaged(path: path) }
    return Grading(row)
  }

  /// Keeps a grading and its checks, and returns its number.
  package func keep(_ grading: Grading, checks: [Check]) throws(GradebookError) -> Int64 {
    try write { try Self.insert(grading, checks, $0) }
  }

  static func insert(_ grading: Grading, _ checks: [Check], _ db: Database) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO grading (name, digest, conditions, sources, withheld, exit, points, maximum, message, buildSeconds,
        illustrated, report, extras, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        grading.name, grading.digest, grading.conditions, grading.sources, grading.isWithheld, grading.exit,
        grading.points, grading.maximum, grading.message, grading.buildSeconds, grading.isIllustrated, grading.report,
        grading.extras, grading.fingerprint,
      ])
    let id = db.lastInsertedRowID
    let insertion = try db.cachedStatement(sql: "INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (position, check) in checks.enumerated() {
      try insertion.execute(arguments: [
        id, position, check.caseID, check.quantity, check.outcome.rawValue, check.earned, check.worth,
        check.mistake, check.mistakeSentence,
      ])
    }
    return id
  }
}
