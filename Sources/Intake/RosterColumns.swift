/// The columns of a roster, found by their headings.
struct RosterColumns {
  /// In the order in which students are looked up.
  let identifying: [Int]
  private let names: [Int]
  private let groupColumns: [Int]

  init(_ head: Table.Row) {
    let headings = head.cells.map { Heading($0.text) }
    func columns(_ heading: Heading) -> [Int] { headings.indices.filter { headings[$0] == heading } }
    identifying = Heading.identifying.flatMap(columns)
    let full = columns(.name)
    names = full.isEmpty ? columns(.firstName) + columns(.lastName) : Array(full.prefix(1))
    groupColumns = columns(.group)
  }

  var canTellStudents: Bool { !identifying.isEmpty || !names.isEmpty }

  func name(in row: Table.Row) -> String {
    names.map(row.text).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Returns the groups of a student. Canvas joins sections by "and", others by a comma or a semicolon.
  func groups(in row: Table.Row) -> [String] {
    let all = groupColumns.flatMap { row.text($0).split { ",;|".contains($0) } }
    return Set(all.map { String($0).trimmed }.filter { !$0.isEmpty }).sorted()
  }
}

extension Table.Row {
  var texts: [String] { cells.map(\.text.trimmed) }
}
