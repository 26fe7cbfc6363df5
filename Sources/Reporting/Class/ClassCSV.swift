package import GradeModel

/// The class as a table for spreadsheets: a row a submission, with its mistakes and its points by check.
package enum ClassCSV {
  package static let name = "class.csv"

  package static func document(for summary: ClassSummary) -> String {
    // A submission that was not run has all checks too; one that is withheld has what is known.
    var ids = summary.members.max { $0.checks.count < $1.checks.count }?.checks.map(\.id) ?? []
    // A grade that was held back after a change has checks that the others have no more.
    var known = Set(ids)
    for id in summary.members.flatMap(\.checks).map(\.id) where known.insert(id).inserted { ids.append(id) }
    var text = CSV.line(SummaryCSV.opening + ["mistakes"] + ids.map(CSV.text))
    for member in summary.members {
      var row = SummaryCSV.Row(
        submission: member.submission, points: member.points, maximum: member.maximum, exitCode: member.exitCode,
        message: "")
      row.adjustments = member.adjustments
      let points = Dictionary(member.checks.map { ($0.id, $0) }) { first, _ in first }
      let cells = ids.map { id in
        !member.exitCode.hasGrade
          ? "" : points[id].map { Numerals.points($0.points, of: $0.maximum).points } ?? ""
      }
      text += CSV.line(
        [
          CSV.text(Visible.text(member.submission)), row.pointsText, row.maximumText, Wording.verdict(row.verdictCode),
          CSV.text(Visible.line(member.mistakes.joined(separator: "; "), limit: Limits.message)),
        ] + cells)
    }
    return text
  }
}
