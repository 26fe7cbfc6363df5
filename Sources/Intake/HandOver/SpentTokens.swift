/// The tokens that students have used for other assignments, by the `marks.csv` of each.
package struct SpentTokens: Equatable, Sendable {
  package struct Count: Equatable, Sendable {
    package var student = 0
    package var group = 0
  }

  private struct Row: Equatable {
    var id: String
    var names: Set<String>
    var count: Count
  }

  /// A file's rows.
  private var files: [[Row]] = []

  package init() {}

  /// Reads the tables that `gradus handover` has written by a policy with tokens.
  package init(reading paths: [String]) throws(SpentTokensError) {
    for path in paths {
      guard let bytes = Folder.bytes(of: path, limit: Table.largest) else { throw .init(file: path, fault: .missing) }
      try add(bytes, file: path)
    }
  }

  mutating func add(_ bytes: [UInt8], file: String) throws(SpentTokensError) {
    let table: Table
    do { table = try Table(bytes) } catch { throw .init(file: file, fault: .table(error)) }
    let head = table.rows.first?.texts ?? []
    guard let id = head.firstIndex(of: "student"), let name = head.firstIndex(of: "name"),
      let own = head.firstIndex(of: "tokens"), let shared = head.firstIndex(of: "group tokens")
    else { throw .init(file: file, fault: .noHeadings) }
    var rows: [Row] = []
    for row in table.rows.dropFirst() {
      guard let student = Self.count(row.text(own)), let group = Self.count(row.text(shared)) else {
        throw .init(file: file, fault: .noCount(line: row.line))
      }
      rows.append(
        Row(
          id: Self.unmarked(row.text(id)), names: Set(StudentKey.names(Self.unmarked(row.text(name)))),
          count: Count(student: student, group: group)))
    }
    files.append(rows)
  }

  private static func count(_ text: String) -> Int? { Int(text).flatMap { (0...1000).contains($0) ? $0 : nil } }

  /// Returns the text of a cell without the sign that keeps a spreadsheet from taking it for a formula.
  private static func unmarked(_ text: String) -> String { text.hasPrefix("'") ? String(text.dropFirst()) : text }

  /// Returns what each student has spent, by identifier, and those of the tables who are none of the students.
  ///
  /// A student is known by the identifier, or else by the name, if one student and one row alone have it: nobody is to
  /// pay for somebody else.
  package func spent(by students: [Student]) -> (counts: [String: Count], unmet: [String]) {
    let names = Dictionary(students.map { ($0.id, Set(StudentKey.names($0.name))) }) { first, _ in first }
    var counts: [String: Count] = [:]
    var unmet: Set<String> = []
    for rows in files {
      let known = Set(rows.map(\.id)).intersection(names.keys)
      let others = rows.filter { !known.contains($0.id) }
      for row in rows where row.count != Count() {
        var student = known.contains(row.id) ? row.id : nil
        if student == nil {
          let found = names.filter { !known.contains($0.key) && !$0.value.isDisjoint(with: row.names) }.map(\.key)
          let isAlone = others.count { !$0.names.isDisjoint(with: row.names) } == 1
          student = found.count == 1 && isAlone ? found[0] : nil
        }
        guard let student else {
          unmet.insert(row.id)
          continue
        }
        counts[student, default: Count()].student += row.count.student
        counts[student, default: Count()].group += row.count.group
      }
    }
    return (counts, unmet.sorted { $0.precedes($1) })
  }
}

/// A fault of a table of marks that was to tell the tokens.
package struct SpentTokensError: Error, Equatable, Sendable {
  package let file: String
  package let fault: Fault

  package enum Fault: Equatable, Sendable {
    case missing
    case table(TableError)
    case noHeadings
    case noCount(line: Int)
  }
}
