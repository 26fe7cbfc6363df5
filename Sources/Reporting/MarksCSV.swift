package import GradeModel

/// A class's marks as a table for spreadsheets (RFC 4180): one row a student, in the order given.
package enum MarksCSV {
  package struct Row: Equatable, Sendable {
    package var student: String
    package var name: String
    package var groups: [String]
    /// The submission that counts; empty if none does.
    package var submission: String
    /// Before credit.
    package var points: Double?
    package var maximum: Double
    package var credit: Credit
    /// After credit; `nil` for a mark that cannot be told.
    package var mark: Double?
    /// A fault of a submission, in words.
    package var note: String
    /// Points that a person has added; they are in the mark already.
    package var adjustments: [Adjustment] = []

    package init(
      student: String, name: String, groups: [String], submission: String, points: Double?, maximum: Double,
      credit: Credit, mark: Double?, note: String
    ) {
      self.student = student
      self.name = name
      self.groups = groups
      self.submission = submission
      self.points = points
      self.maximum = maximum
      self.credit = credit
      self.mark = mark
      self.note = note
    }
  }

  package static func document(of rows: [Row]) -> String {
    let header = ["student", "name", "groups", "submission", "points", "credit", "mark", "maximum", "note"]
    return rows.reduce(into: CSV.line(header)) { $0 += line($1) }
  }

  private static func words(_ row: Row) -> [String] {
    [Wording.credit(row.credit), row.note] + row.adjustments.map { Wording.sentence(of: .adjusted($0)) }
  }

  private static func line(_ row: Row) -> String {
    let number = { (value: Double?) in value.map { Numerals.trimmed(Numerals.fixed($0, places: 2)) } ?? "" }
    return CSV.line([
      CSV.text(Visible.text(row.student)), CSV.text(Visible.text(row.name)),
      CSV.text(Visible.text(row.groups.joined(separator: "; "))), CSV.text(Visible.text(row.submission)),
      number(row.points), row.credit.attempt == nil ? "" : number(row.credit.percent), number(row.mark),
      number(row.maximum),
      CSV.text(Visible.line(words(row).filter { !$0.isEmpty }.joined(separator: " "))),
    ])
  }
}
