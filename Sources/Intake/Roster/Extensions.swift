package import Policy

/// More time for some students, from a table of the teacher's.
package enum Extensions {
  /// Reads a table with a student's identifier or name in each row, and one of the columns `until`, `days` and `hours`.
  ///
  /// A student who is neither on the roster nor among those who handed in is a slip, which would cost somebody the extension.
  ///
  /// - Parameters:
  ///   - students: those who handed in, by whom an extension is known where there is no roster.
  ///   - zone: the place whose clocks show instants without an offset.
  /// - Returns: the extensions by the students' identifiers.
  package static func read(
    _ path: String, roster: Roster?, students: [Student], zone: Zone? = nil
  ) throws(ExtensionError) -> [String: Extension] {
    guard let bytes = Folder.bytes(of: path, limit: Table.largest) else { throw .init(file: path, fault: .missing) }
    return try parse(bytes, file: path, roster: roster, students: students, zone: zone)
  }

  static func parse(
    _ bytes: [UInt8], file: String, roster: Roster?, students: [Student] = [], zone: Zone? = nil
  ) throws(ExtensionError) -> [String: Extension] {
    func fault(_ fault: ExtensionError.Fault) -> ExtensionError { ExtensionError(file: file, fault: fault) }
    let table: Table
    do { table = try Table(bytes) } catch { throw fault(.table(error)) }
    guard let head = table.rows.first else { return [:] }
    let columns = RosterColumns(head)
    let amounts = head.texts.enumerated().compactMap { column, text in
      Amount(rawValue: text.lowercased()).map { (column, $0) }
    }
    guard columns.canTellStudents, !amounts.isEmpty else { throw fault(.noHeadings(line: head.line)) }
    var extensions: [String: Extension] = [:]
    for row in table.rows.dropFirst() {
      let identifiers = columns.identifying.map(row.text).filter { !$0.isEmpty }
      let name = columns.name(in: row)
      guard let shown = identifiers.first ?? (name.isEmpty ? nil : name) else {
        throw fault(.noStudent(line: row.line))
      }
      let known = roster?.student(identifiers: identifiers, name: name) ?? student(identifiers, name, among: students)
      guard let id = known?.id else { throw fault(.stranger(shown, line: row.line)) }
      let given = amounts.filter { !row.text($0.0).isEmpty }
      guard given.count == 1, let (column, amount) = given.first, let granted = amount.read(row.text(column), zone)
      else {
        throw fault(.noAmount(shown, line: row.line, found: given.map { row.text($0.0) }))
      }
      if extensions.updateValue(granted, forKey: id) != nil { throw fault(.twice(shown, line: row.line)) }
    }
    return extensions
  }

  /// The one student who agrees with what a row tells, by an identifier or else by the name.
  private static func student(_ identifiers: [String], _ name: String, among students: [Student]) -> Student? {
    func only(_ matches: (Student) -> Bool) -> Student? {
      let found = students.filter(matches)
      return Set(found.map(\.id)).count == 1 ? found[0] : nil
    }
    let keys = Set(identifiers.flatMap(StudentKey.identifiers))
    let names = Set(StudentKey.names(name))
    return only { !keys.isDisjoint(with: StudentKey.identifiers($0.id)) }
      ?? only { !names.isDisjoint(with: StudentKey.names($0.name)) }
  }

  /// The headings, and what stands under them.
  private enum Amount: String {
    case until, days, hours

    func read(_ text: String, _ zone: Zone?) -> Extension? {
      switch self {
      case .until: Instant.seconds(text, in: zone, twice: .last).map { .until($0) }
      case .days: seconds(text, of: 86_400)
      case .hours: seconds(text, of: 3600)
      }
    }

    /// A number of at most ten years; a decimal comma is a point.
    private func seconds(_ text: String, of unit: Double) -> Extension? {
      let text = String(text.map { $0 == "," ? "." : $0 })
      guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }), let count = Double(text), count >= 0,
        count * unit <= 315_360_000
      else { return nil }
      return .by(Int((count * unit).rounded()))
    }
  }
}

/// A fault of a table of extensions.
package struct ExtensionError: Error, Equatable, Sendable {
  package let file: String
  package let fault: Fault

  package enum Fault: Equatable, Sendable {
    case missing
    case table(TableError)
    case noHeadings(line: Int)
    case noStudent(line: Int)
    case stranger(String, line: Int)
    case noAmount(String, line: Int, found: [String])
    case twice(String, line: Int)
  }
}
