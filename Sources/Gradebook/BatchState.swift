import GRDB
package import GradeModel

/// One submission of the batch at work, by its report's name, which no two have.
package struct BatchItem: Equatable, Sendable {
  package enum State: String, Sendable {
    case waiting
    /// It is being graded.
    case started
    /// The process ended while this one was being graded, among others.
    case suspect
    /// The process ended while this one alone was being graded.
    case blamed
    /// Its grading is kept.
    case finished
  }

  package var report: String
  /// The submission, where it is and whose: a document of the batch's.
  package var entry: String
  package var state: State
  /// The signal that ended the process, if it is blamed for that.
  package var signal: Int32?
  package var grading: Int64?

  package init(report: String, entry: String) {
    (self.report, self.entry, state) = (report, entry, .waiting)
  }

  init(_ row: Row) {
    (report, entry) = (row["report"], row["entry"])
    state = (row["state"] as String?).flatMap(State.init) ?? .waiting
    (signal, grading) = (row["signal"], row["grading"])
  }
}

extension Gradebook {
  /// Writes down, for every process of a batch, what it grades.
  package func begin(_ items: [BatchItem]) throws(GradebookError) {
    try write { db in
      try db.execute(sql: "DELETE FROM item")
      let insertion = try db.cachedStatement(
        sql: "INSERT INTO item (report, position, entry, state) VALUES (?, ?, ?, ?)")
      for (position, item) in items.enumerated() {
        try insertion.execute(arguments: [item.report, position, item.entry, item.state.rawValue])
      }
    }
  }

  /// Returns what the batch grades, in its order.
  package func items() throws(GradebookError) -> [BatchItem] {
    try read { try Row.fetchAll($0, sql: "SELECT * FROM item ORDER BY position").map(BatchItem.init) }
  }

  package func mark(_ report: String, _ state: BatchItem.State, signal: Int32? = nil) throws(GradebookError) {
    try write {
      try $0.execute(
        sql: "UPDATE item SET state = ?, signal = ? WHERE report = ?", arguments: [state.rawValue, signal, report])
    }
  }

  /// Marks what is neither finished nor known to end the process after one has ended.
  ///
  /// - Returns: the number of submissions that were being graded.
  package func blame(signal: Int32) throws(GradebookError) -> Int {
    try write { db in
      let started = "state = '\(BatchItem.State.started.rawValue)'"
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM item WHERE \(started)") ?? 0
      // One of several that were graded at once: next time each has the process to itself.
      let state: BatchItem.State = count == 1 ? .blamed : .suspect
      try db.execute(
        sql: "UPDATE item SET state = ?, signal = ? WHERE \(started)", arguments: [state.rawValue, signal])
      return count
    }
  }

  /// Makes gradings the ones that count for their attempts, and for the batch at work: all of them or none.
  package func settle(_ pairs: [(attempt: Attempt, grading: Int64)]) throws(GradebookError) {
    try write { db in
      for (attempt, grading) in pairs { try Self.settle(attempt, by: grading, db) }
    }
  }

  /// Keeps a grading and makes it the one that counts, in one step.
  package func settle(_ attempt: Attempt, by grading: Grading, checks: [Check]) throws(GradebookError) -> Int64 {
    try write { db in
      let id = try Self.insert(grading, checks, db)
      try Self.settle(attempt, by: id, db)
      return id
    }
  }

  private static func settle(_ attempt: Attempt, by grading: Int64, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET report = excluded.report,
        student = excluded.student, number = excluded.number, handedIn = excluded.handedIn, isLate = excluded.isLate,
        counted = excluded.counted
        """,
      arguments: [
        attempt.name, attempt.report, attempt.student, attempt.number, attempt.handedIn, attempt.isLate, grading,
      ])
    try db.execute(
      sql: "UPDATE item SET state = ?, grading = ? WHERE report = ?",
      arguments: [BatchItem.State.finished.rawValue, grading, attempt.report])
  }

  /// Returns how many submissions of the batch at work are graded, and how many there are.
  package func progress() throws(GradebookError) -> (finished: Int, all: Int) {
    try read { db in
      let finished = BatchItem.State.finished.rawValue
      return (
        try Int.fetchOne(db, sql: "SELECT count(*) FROM item WHERE state = ?", arguments: [finished]) ?? 0,
        try Int.fetchOne(db, sql: "SELECT count(*) FROM item") ?? 0
      )
    }
  }
}
