import GradeModel

/// The cases of assignments against the mistakes that they have to tell from a right program.
package struct KillMatrix: Sendable {
  /// A mistake, and its distance from the right program in each case.
  package struct Row: Sendable {
    package let mistake: String
    package let fate: Fate
    /// In units of the tolerance, in the order of the cases.
    package let ratios: [Double]

    package init(mistake: String, fate: Fate, ratios: [Double]) {
      (self.mistake, self.fate, self.ratios) = (mistake, fate, ratios)
    }
  }

  package enum Fate: String, Sendable { case caught, equivalent, missed }

  package struct Table: Sendable {
    package let assignment: String
    package let cases: [String]
    package let rows: [Row]

    package init(assignment: String, cases: [String], rows: [Row]) {
      (self.assignment, self.cases, self.rows) = (assignment, cases, rows)
    }
  }

  package var tables: [Table] = []
  /// The ratio above which a case catches a mistake.
  private let allowance: Double

  package init(allowance: Double) { self.allowance = allowance }

  /// All numbers for a spreadsheet: a row a mistake and case.
  package var csv: String {
    var text = CSV.line(["assignment", "case", "mistake", "fate", "times the bound"])
    for table in tables {
      for row in table.rows {
        for (id, ratio) in zip(table.cases, row.ratios) {
          text += CSV.line(
            [table.assignment, id, row.mistake].map(CSV.text) + [
              row.fate.rawValue, Numerals.scientific(ratio, digits: 3),
            ])
        }
      }
    }
    return text
  }

  /// A page that says of each case what it is needed for.
  package var page: String {
    let rows = tables.flatMap(\.rows)
    func count(_ fate: Fate) -> Int { rows.count { $0.fate == fate } }
    let assignments = Set(tables.map { PartName.part(of: $0.assignment) ?? $0.assignment })
    var text = """
      # Which case catches which mistake

      Written by `script/kill-matrix`, from every single change of every equation, every other convention and common habits, \
      run through every case of every assignment. A case catches a mistake if a graded number lies outside of its bound. \
      The margin is the distance of the mistake that is nearest to the bound, in units of it. `gradus verify --matrix \
      FILE.csv` writes all numbers.

      \(rows.count) mistakes in \(assignments.count) assignments: \(count(.caught)) caught, \
      \(count(.equivalent)) equivalent to the right program, \(count(.missed)) missed.

      """
    for table in tables { text += section(table) }
    return text
  }

  private func section(_ table: Table) -> String {
    var text = """

      ## \(table.assignment)

      | case | catches | catches alone | margin of what it catches |
      |---|---:|---:|---:|

      """
    for (place, id) in table.cases.enumerated() {
      let caught = table.rows.filter { $0.ratios[place] > allowance }
      let alone = caught.count { row in row.ratios.indices.allSatisfy { $0 == place || row.ratios[$0] <= allowance } }
      let margin = caught.map { $0.ratios[place] }.min().map(magnitude) ?? "–"
      text += "| \(id) | \(caught.count) of \(table.rows.count) | \(alone) | \(margin) |\n"
    }
    let nearest = table.rows.filter { $0.fate == .caught }.min { best($0) < best($1) }
    if let nearest {
      text += "\nNearest to the bound, \(magnitude(best(nearest))) times it: \(nearest.mistake)\n"
    }
    return text
  }

  /// One digit: more of them differ from machine to machine.
  private func magnitude(_ ratio: Double) -> String { Numerals.scientific(ratio, digits: 1) }

  /// The distance of a mistake in the case that shows it best.
  private func best(_ row: Row) -> Double { row.ratios.max() ?? 0 }
}
