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
    /// Tokens of the student's own and of the group's that this mark has used.
    package var tokens = 0
    package var groupTokens = 0

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

  /// The whole table. Tokens are there by a policy that has some.
  package static func document(of rows: [Row]) -> String {
    let header = ["student", "name", "groups", "submission", "points", "credit", "mark", "maximum", "note"]
    let hasTokens = rows.contains { $0.credit.tokensLeft != nil }
    return rows.reduce(into: CSV.line(header + (hasTokens ? ["tokens", "group tokens"] : []))) { text, row in
      text += CSV.line(cells(row) + (hasTokens ? ["\(row.tokens)", "\(row.groupTokens)"] : []))
    }
  }

  private static func words(_ row: Row) -> [String] {
    [Wording.credit(row.credit), row.note] + row.adjustments.map { Wording.sentence(of: .adjusted($0)) }
  }

  /// Returns what the student is told of the mark, a line for each thing.
  package static func told(_ row: Row) -> String {
    let mark = row.mark.map { [Wording.mark(number($0), of: number(row.maximum))] } ?? []
    return (mark + words(row)).filter { !$0.isEmpty }.map { Visible.line($0) + "\n" }.joined()
  }

  private static func number(_ value: Double?) -> String {
    value.map { Numerals.trimmed(Numerals.fixed($0, places: 2)) } ?? ""
  }

  private static func cells(_ row: Row) -> [String] {
    [
      CSV.text(Visible.text(row.student)), CSV.text(Visible.text(row.name)),
      CSV.text(Visible.text(row.groups.joined(separator: "; "))), CSV.text(Visible.text(row.submission)),
      number(row.points), row.credit.attempt == nil ? "" : number(row.credit.percent), number(row.mark),
      number(row.maximum),
      CSV.text(Visible.line(words(row).filter { !$0.isEmpty }.joined(separator: " "))),
    ]
  }
}
