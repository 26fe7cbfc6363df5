import GRDB

extension Gradebook {
  /// Something that was handed in, and whose it is.
  package struct Attempt: Equatable, Sendable {
    /// The submission's name, which no other of the class has.
    package var name: String
    /// Its report's name, without the extension.
    package var report: String
    package var student: String
    /// Counted from 1.
    package var number: Int
    /// The instant in seconds since 1970; `nil` if it is not known.
    package var handedIn: Int64?
    package var isLate: Bool

    package init(
      name: String, report: String, student: String, number: Int = 1, handedIn: Int64? = nil, isLate: Bool = false
    ) {
      self.name = name
      self.report = report
      self.student = student
      self.number = number
      self.handedIn = handedIn
      self.isLate = isLate
    }

    init(_ row: Row) {
      (name, report, student) = (row["name"], row["report"], row["student"])
      (number, handedIn, isLate) = (row["number"], row["handedIn"], row["isLate"])
    }
  }

  /// Returns every attempt and the number of its grading, in the order of the names' bytes.
  package func attempts() throws(GradebookError) -> [(attempt: Attempt, grading: Int64)] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM attempt ORDER BY name").map { (Attempt($0), $0["counted"]) }
    }
  }
}
