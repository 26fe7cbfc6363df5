package import Policy

/// The students of a class, from a table that a learning platform has exported.
package struct Roster: Equatable, Sendable {
  /// In the order of the table.
  package let students: [Student]
  /// The instants at which students handed in, by their identifiers, if the table is a sheet that tells them.
  let instants: [String: Int]
  /// Each student's further identifiers in the table, by the first.
  let identifiers: [String: [String]]
  /// The number of instants that cannot be read for want of an offset from UTC.
  package let timesWithoutOffset: Int
  /// Each student's line in the table.
  let lines: [Int]
  /// The students' positions by what identifies them: one dictionary a column, then one of names. A text that two
  /// students share leads to neither.
  private let keys: [[String: Int]]

  /// Reads a table whose first line has headings.
  ///
  /// - Parameters:
  ///   - file: its path, as messages shall show it.
  ///   - zone: the place whose clocks show instants without an offset; without it, they are not read.
  package init(_ bytes: [UInt8], file: String, zone: Zone? = nil) throws(RosterError) {
    let table: Table
    do {
      table = try Table(bytes)
    } catch {
      throw .init(file: file, fault: .table(error))
    }
    guard let head = table.rows.first else { throw .init(file: file, fault: .empty) }
    let columns = RosterColumns(head)
    guard columns.canTellStudents else { throw .init(file: file, fault: .noHeadings(line: head.line, head.texts)) }
    var students: [Student] = []
    var lines: [Int] = []
    var instants: [String: Int] = [:]
    var unread = 0
    var further: [String: [String]] = [:]
    var firstLines: [String: Int] = [:]
    var found: [[(key: String, student: Int)]] = Array(repeating: [], count: columns.identifying.count + 1)
    for row in table.rows.dropFirst() where !Self.isNoStudent(row) {
      guard row.cells.dropFirst(head.cells.count).allSatisfy({ $0.text.trimmed.isEmpty }) else {
        throw .init(file: file, fault: .longRow(line: row.line, expected: head.cells.count, found: row.cells.count))
      }
      let identifiers = columns.identifying.map { Self.unwrapped(row.text($0)) }
      let name = columns.name(in: row)
      guard let id = identifiers.first(where: { !$0.isEmpty }) ?? (name.isEmpty ? nil : name) else { continue }
      // In any capitals, as students are looked up: two that differ by those alone would find neither.
      if let first = firstLines[id.lowercased()] {
        throw .init(file: file, fault: .sameStudent(id, line: row.line, firstLine: first))
      }
      firstLines[id.lowercased()] = row.line
      let others = identifiers.filter { !$0.isEmpty && $0 != id }
      if !others.isEmpty { further[id] = others }
      lines.append(row.line)
      if let column = columns.instant {
        let text = row.text(column)
        instants[id] = Instant.seconds(text, in: zone)
        if instants[id] == nil, Instant.time(text) != nil { unread += 1 }
      }
      for (place, identifier) in identifiers.enumerated() {
        found[place] += StudentKey.identifiers(identifier).map { ($0, students.count) }
      }
      found[identifiers.count] += StudentKey.names(name).map { ($0, students.count) }
      students.append(Student(id: id, name: name.isEmpty ? id : name, groups: columns.groups(in: row)))
    }
    guard !students.isEmpty else { throw .init(file: file, fault: .empty) }
    self.students = students
    self.lines = lines
    self.instants = instants
    identifiers = further
    timesWithoutOffset = unread
    keys = found.map { pairs in
      Dictionary(grouping: pairs, by: \.key).compactMapValues { hits in
        Set(hits.map(\.student)).count == 1 ? hits[0].student : nil
      }
    }
  }

  /// Reads the file at a path.
  package static func read(_ path: String, zone: Zone? = nil) throws(RosterError) -> Roster {
    guard let bytes = Folder.bytes(of: path, limit: Table.largest) else { throw .init(file: path, fault: .missing) }
    return try Roster(bytes, file: path, zone: zone)
  }

  /// Finds a student by what an export tells: identifiers first, the name last.
  func student(identifiers: [String], name: String) -> Student? {
    position(identifiers: identifiers, name: name).map { students[$0] }
  }

  /// Returns a student's position among all.
  func position(identifiers: [String], name: String) -> Int? {
    // As they stand: "Team 3" is not the student whose number is 3.
    let identifiers = identifiers.map { $0.lowercased() }
    for column in keys.dropLast() {
      if let hit = identifiers.lazy.compactMap({ column[$0] }).first { return hit }
    }
    return StudentKey.names(name).lazy.compactMap { keys[keys.count - 1][$0] }.first
  }

  /// Returns the members of the first group that has one of these names.
  func group(_ names: [String]) -> [Student] {
    let names = names.map { $0.lowercased() }
    return names.lazy.map { name in students.filter { $0.groups.contains { $0.lowercased() == name } } }
      .first { !$0.isEmpty } ?? []
  }

  /// Canvas puts two rows before the students, and a student for tests after them.
  private static func isNoStudent(_ row: Table.Row) -> Bool {
    let first = row.text(0)
    return first == "Points Possible" || first == "Student, Test" || first == "Test Student"
      || row.cells.contains { $0.text.trimmed == "Manual Posting" }
  }

  /// Returns the text of `="00123"`, in which spreadsheets keep leading zeros.
  private static func unwrapped(_ text: String) -> String {
    text.utf8.count > 3 && text.hasPrefix("=\"") && text.hasSuffix("\"") ? String(text.dropFirst(2).dropLast()) : text
  }
}

/// A fault of a roster's file.
package struct RosterError: Error, Equatable, Sendable {
  package let file: String
  package let fault: Fault

  package enum Fault: Equatable, Sendable {
    case missing
    case table(TableError)
    case empty
    case noHeadings(line: Int, [String])
    case longRow(line: Int, expected: Int, found: Int)
    case sameStudent(String, line: Int, firstLine: Int)
  }
}
