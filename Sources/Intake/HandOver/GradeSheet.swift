internal import Policy

/// A teacher's own grading sheet, as Canvas or Moodle has exported it.
///
/// Both find columns by headings that only they know: Canvas makes a new assignment of one that it does not know, and
/// Moodle's are in the site's language. So nothing is made up; one column is filled, and all other bytes stay.
package struct GradeSheet: Sendable {
  /// A mark that the sheet is given.
  package struct Mark: Equatable, Sendable {
    package var student: Student
    package var points: Double
    /// The platform's own number of the student, if the export tells it.
    package var number: String?

    package init(student: Student, points: Double, number: String? = nil) {
      self.student = student
      self.points = points
      self.number = number
    }
  }

  /// A filled sheet.
  package struct Filled: Equatable, Sendable {
    /// In UTF-8, as the sheet was unless it was in UTF-16.
    package var bytes: [UInt8]
    /// Cells that had another mark: those students' grades change.
    package var replaced: [(student: Student, before: String, after: String)]
    /// Students with a mark whom the sheet does not know.
    package var strangers: [Student]
    /// Students with a mark who would share a row with another; neither mark is written.
    package var namesakes: [Student] = []
    /// Students whose rows were found by the name alone.
    package var byName: [Student] = []
    /// Students of the sheet without a mark; their cells stay as they are.
    package var unmarked: [Student]

    package static func == (one: Self, other: Self) -> Bool {
      one.bytes == other.bytes && one.replaced.elementsEqual(other.replaced, by: ==)
        && one.strangers == other.strangers && one.namesakes == other.namesakes && one.unmarked == other.unmarked
        && one.byName == other.byName
    }
  }

  private let table: Table
  let roster: Roster
  private let column: Int
  /// The points that the column is out of, if the sheet says so, as Canvas' row and Moodle's column do.
  package let possible: Double?
  /// True for Moodle's sheet, of which each row says the most that it takes.
  package let isBounded: Bool
  /// The line of the sheet for each student of the roster.
  private let rows: [Table.Row]

  /// Finds the column to fill.
  ///
  /// - Parameter heading: the column's heading, or the beginning of it; needed if several may be meant.
  package init(_ bytes: [UInt8], file: String, heading: String? = nil) throws(GradeSheetError) {
    do {
      table = try Table(bytes)
      roster = try Roster(bytes, file: file)
    } catch let error as RosterError {
      throw .roster(error)
    } catch let error as TableError {
      throw .roster(RosterError(file: file, fault: .table(error)))
    } catch {
      throw .roster(RosterError(file: file, fault: .empty))
    }
    let head = table.rows[0]
    let places = GradeColumn.places(in: head, heading)
    guard let column = places.first else { throw .noColumn(file: file, asked: heading, head.texts) }
    if places.count > 1 { throw .severalColumns(file: file, places.map { head.text($0) }) }
    self.column = column
    possible = Self.possible(in: table, column)
    isBounded = GradeColumn.maximum(in: head) != nil
    let byLine = Dictionary(table.rows.map { ($0.line, $0) }) { first, _ in first }
    rows = roster.lines.compactMap { byLine[$0] }
  }

  private static func possible(in table: Table, _ column: Int) -> Double? {
    if let row = table.rows.dropFirst().first(where: { $0.text(0) == "Points Possible" }) {
      return number(row.text(column))
    }
    guard let maximum = GradeColumn.maximum(in: table.rows[0]) else { return nil }
    let found = Set(table.rows.dropFirst().compactMap { number($0.text(maximum)) })
    return found.count == 1 ? found.first : nil
  }

  /// True for Canvas's own export, which has a row of the points possible.
  var isOfCanvas: Bool { table.rows.dropFirst().contains { $0.text(0) == "Points Possible" } }

  /// True if the sheet was in UTF-16: it is filled in UTF-8, which Canvas and Moodle read.
  package var wasUTF16: Bool { table.wasUTF16 }

  package func filled(_ marks: [Mark]) -> Filled {
    var filled = Filled(bytes: table.bytes, replaced: [], strangers: [], unmarked: [])
    var texts: [Int: String] = [:]
    for (place, marks) in rows(of: marks, &filled) {
      if marks.count == 1 {
        texts[place] = text(marks[0].points)
      } else {
        filled.namesakes += marks.map(\.student)
      }
    }
    filled.namesakes.sort { $0.id.precedes($1.id) }
    // From the end, so that the places before stay right.
    for place in rows.indices.sorted(by: { rows[$0].line > rows[$1].line }) {
      guard let text = texts[place], rows[place].cells.indices.contains(column) else {
        filled.unmarked.append(roster.students[place])
        continue
      }
      let cell = rows[place].cells[column]
      if Self.isSame(cell.text, text) { continue }
      if !["", "-", "N/A"].contains(cell.text.trimmed) {
        filled.replaced.append((roster.students[place], cell.text.trimmed, text))
      }
      filled.bytes.replaceSubrange(cell.place, with: quoted(text, as: cell))
    }
    filled.replaced.reverse()
    filled.unmarked.reverse()
    return filled
  }

  /// Finds the row of each mark. Whoever is known by the name alone has no row that another's identifier leads to.
  private func rows(of marks: [Mark], _ filled: inout Filled) -> [Int: [Mark]] {
    var found: [Int: [Mark]] = [:]
    var others: [Mark] = []
    for mark in marks {
      if let place = roster.position(identifiers: [mark.student.id] + (mark.number.map { [$0] } ?? []), name: "") {
        found[place, default: []].append(mark)
      } else {
        others.append(mark)
      }
    }
    let taken = Set(found.keys)
    for mark in others {
      if let place = roster.position(identifiers: [], name: mark.student.name), !taken.contains(place) {
        found[place, default: []].append(mark)
        filled.byName.append(mark.student)
      } else {
        filled.strangers.append(mark.student)
      }
    }
    return found
  }

  /// Two decimals, which is what Canvas compares; with a decimal comma if the sheet has them.
  private func text(_ points: Double) -> String {
    let hundredths = points.hundredths
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    return (hundredths < 0 ? "-" : "") + "\(whole)" + (hasDecimalCommas ? "," : ".") + (rest < 10 ? "0" : "")
      + "\(rest)"
  }

  private var hasDecimalCommas: Bool {
    let numbers = table.rows.dropFirst().flatMap(\.cells).map(\.text.trimmed).filter { text in
      text.contains { $0.isNumber } && text.allSatisfy { $0.isASCII && $0.isNumber || $0 == "," || $0 == "." }
    }
    return numbers.count { $0.contains(",") } > numbers.count { $0.contains(".") }
  }

  /// True for texts of one number, which are left as they are.
  private static func isSame(_ present: String, _ text: String) -> Bool {
    number(present).map { $0 == number(text) } ?? false
  }

  /// Reads a number; a decimal comma is a point.
  private static func number(_ text: String) -> Double? {
    Double(String(text.trimmed.map { $0 == "," ? "." : $0 }))
  }

  /// Returns the cell's bytes, in quotes if it had some or must have them.
  private func quoted(_ text: String, as cell: Table.Cell) -> [UInt8] {
    let hadQuotes = table.bytes[cell.place].first == UInt8(ascii: "\"")
    let bytes = Array(text.utf8)
    return hadQuotes || bytes.contains(table.delimiter)
      ? [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")] : bytes
  }
}

/// A reason why a sheet cannot be filled.
package enum GradeSheetError: Error, Equatable, Sendable {
  case roster(RosterError)
  case noColumn(file: String, asked: String?, [String])
  case severalColumns(file: String, [String])
}
