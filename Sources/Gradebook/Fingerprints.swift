import GRDB

extension Gradebook {
  /// Submissions of several students that have published the same bits, and are wrong.
  package struct SameNumbers: Equatable, Sendable {
    package struct Member: Equatable, Sendable {
      package var submission: String
      package var student: String
      /// The submission itself, as a document.
      package var sources: String
    }

    package var members: [Member]
    /// Their mistakes.
    package var mistakes: [String]
  }

  /// The most students of whom agreement is worth a word: what many share was taught, or invites the same mistake.
  private static let mostStudents = 4

  /// The kinds in a mistake's name, without its quantity and its digest: `settingReplaced` of `m: settingReplaced 3fa2`.
  private static func kinds(_ mistake: String) -> Substring {
    let named = mistake.firstRange(of: ": ").map { mistake[$0.upperBound...] } ?? mistake[...]
    return named.lastIndex(of: " ").map { named[..<$0] } ?? named
  }

  /// Returns the groups of the last batch whose agreement is unlikely to be chance, in the order of their first names.
  ///
  /// One mistake that has a name is made alike by many, and in the obvious arrangement: that says nothing. Nor do several
  /// of one kind, since one idea makes them all, such as two settings in each other's place. A mistake that no search
  /// explains, or two of different kinds, says a little.
  package func sameNumbers() throws(GradebookError) -> [SameNumbers] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT grading.id, grading.name, attempt.student, grading.sources, fingerprint
          FROM item JOIN grading ON grading.id = item.grading JOIN attempt ON attempt.name = grading.name
          WHERE fingerprint IS NOT NULL AND fingerprint IN (
            SELECT fingerprint FROM item JOIN grading ON grading.id = item.grading GROUP BY fingerprint HAVING count(*) > 1)
          ORDER BY position
          """)
      let groups = Dictionary(grouping: rows) { $0["fingerprint"] as String }
      return try groups.values.compactMap { rows -> SameNumbers? in
        let students = Set(rows.map { $0["student"] as String })
        guard (2...Self.mostStudents).contains(students.count) else { return nil }
        let mistakes = try String.fetchAll(
          db,
          sql:
            "SELECT DISTINCT mistake FROM outcome WHERE grading = ? AND outcome = 'incorrect' AND mistake IS NOT NULL",
          arguments: [rows[0]["id"] as Int64])
        guard Set(mistakes.map(Self.kinds)).count > 1 || mistakes.contains(where: { $0.hasSuffix(": unexplained") })
        else { return nil }
        return SameNumbers(
          members: rows.map { .init(submission: $0["name"], student: $0["student"], sources: $0["sources"]) },
          mistakes: mistakes.sorted())
      }.sorted { $0.members[0].submission < $1.members[0].submission }
    }
  }
}
