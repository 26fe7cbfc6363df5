import GRDB
package import GradeModel

extension Gradebook {
  /// Returns the class as it is graded now.
  ///
  /// - Parameter given: the adjustments by student; those that are kept under the students' own identifiers where it is `nil`.
  package func summary(adjustedBy given: [String: [Adjustment]]? = nil) throws(GradebookError) -> ClassSummary {
    let (assignment, own, comments) = (try assignment(), try adjustments(), try comments())
    let added = given ?? own
    return try read { db in
      var mistakes: [String: ClassSummary.Mistake] = [:]
      var members: [ClassSummary.Member] = []
      let checks = try db.cachedStatement(
        sql:
          "SELECT caseID, quantity, points, maximum, mistake, sentence FROM outcome WHERE grading = ? ORDER BY position"
      )
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT grading.id, grading.name, item.report, attempt.student, attempt.number, exit, points, maximum, message, buildSeconds
          FROM item JOIN grading ON grading.id = item.grading JOIN attempt ON attempt.name = grading.name
          ORDER BY position
          """)
      while let row = try rows.next() {
        var member = ClassSummary.Member(
          submission: row["name"], report: row["report"], student: row["student"], number: row["number"],
          exitCode: ExitCode(rawValue: row["exit"]) ?? .graderError,
          points: row["points"], maximum: row["maximum"], adjustments: added[row["student"]] ?? [],
          mistakes: [], checks: [], buildSeconds: row["buildSeconds"])
        var sentences: [(id: String, sentence: String)] = []
        if member.exitCode == .nothingGraded {
          let reason = NoProgram(row["message"], of: member.submission)
          sentences = [(reason.mistake, reason.sentence)]
        }
        for check in try Row.fetchAll(checks, arguments: [row["id"] as Int64]) {
          member.checks.append(
            ClassSummary.CheckPoints(
              id: "\(check["caseID"] as String)/\(check["quantity"] as String)", points: check["points"],
              maximum: check["maximum"]))
          if let mistake = check["mistake"] as String?, member.exitCode != .nothingGraded {
            sentences.append((mistake, check["sentence"] ?? ""))
          }
        }
        for (id, sentence) in sentences where !member.mistakes.contains(id) {
          member.mistakes.append(id)
          let said = comments[.mistake(id)] ?? []
          var mistake =
            mistakes[id] ?? .init(id: id, sentence: sentence, members: [], comments: said.map(\.text))
          mistake.members.append(members.count)
          mistake.students.insert(member.student)
          mistakes[id] = mistake
        }
        members.append(member)
      }
      return ClassSummary(
        assignment: assignment, members: members,
        mistakes: mistakes.values.sorted { (-$0.students.count, $0.id) < (-$1.students.count, $1.id) })
    }
  }
}
