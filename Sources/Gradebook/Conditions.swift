import GRDB

/// All that a grading depends on beside the submission, each by its digest or its name.
package struct Conditions: Codable, Equatable, Sendable {
  /// The assignment with its texts, and with the hidden cases.
  package var assignment: String
  /// The part of the assignment that marks can depend on.
  package var marking: String
  package var kit: String
  package var toolchain: String
  package var grader: String
  /// The level of the sandbox.
  package var isolation: String
  package var phase: String
  /// The time that reports show, if it is fixed; empty if it goes on.
  package var instant: String

  package init(
    assignment: String, marking: String, kit: String, toolchain: String, grader: String, isolation: String,
    phase: String, instant: String
  ) {
    self.assignment = assignment
    self.marking = marking
    self.kit = kit
    self.toolchain = toolchain
    self.grader = grader
    self.isolation = isolation
    self.phase = phase
    self.instant = instant
  }

  /// One of the inputs, by which a difference is named.
  package enum Part: String, CaseIterable, Sendable {
    case assignment, marking, kit, toolchain, grader, isolation, phase, instant
  }

  package subscript(part: Part) -> String {
    switch part {
    case .assignment: assignment
    case .marking: marking
    case .kit: kit
    case .toolchain: toolchain
    case .grader: grader
    case .isolation: isolation
    case .phase: phase
    case .instant: instant
    }
  }

  /// The inputs that are not the same.
  package func differences(from other: Conditions) -> [Part] { Part.allCases.filter { self[$0] != other[$0] } }
}

extension Gradebook {
  private static let names = Conditions.Part.allCases.map(\.rawValue)

  /// Returns the number of some conditions; writes them down if they are new.
  package func identifier(of conditions: Conditions) throws(GradebookError) -> Int64 {
    try write { db in
      let values = Conditions.Part.allCases.map { conditions[$0] }
      let found = "SELECT id FROM conditions WHERE " + Self.names.map { "\($0) = ?" }.joined(separator: " AND ")
      if let id = try Int64.fetchOne(db, sql: found, arguments: StatementArguments(values)) { return id }
      let marks = values.map { _ in "?" }.joined(separator: ", ")
      try db.execute(
        sql: "INSERT INTO conditions (\(Self.names.joined(separator: ", "))) VALUES (\(marks))",
        arguments: StatementArguments(values))
      return db.lastInsertedRowID
    }
  }

  /// Returns the conditions of a number.
  package func conditions(_ id: Int64) throws(GradebookError) -> Conditions {
    let row = try read { try Row.fetchOne($0, sql: "SELECT * FROM conditions WHERE id = ?", arguments: [id]) }
    guard let row else { throw .damaged(path: path) }
    return Conditions(
      assignment: row["assignment"], marking: row["marking"], kit: row["kit"], toolchain: row["toolchain"],
      grader: row["grader"], isolation: row["isolation"], phase: row["phase"], instant: row["instant"])
  }
}
