package import Assignments
internal import Equations
internal import Judging
internal import Reference

/// A check of a handout's text against the manifest: what students read must be what is graded.
///
/// Only statements of a fixed form are read: the heading, the type with its protocol, tables of points, tables of settings with
/// their usual values, limits, the number of cases and `--assignment`. What is not said cannot be wrong; what a draft has left to
/// say is a gap.
package struct HandoutCheck {
  /// A line of a handout that the manifest contradicts.
  package struct Contradiction: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      case title(String, expected: String)
      /// The handout names no type with its protocol as the manifest has it.
      case typeMissing(String, protocol: String)
      case points(of: String, String, expected: Double)
      case noQuantity(String)
      case noSetting(String)
      case limit(Limit, String, expected: Double)
      case identifier(String, expected: String)
      /// A line of the draft that only the author can write.
      case unfinished
      case usualValue(of: String, String, expected: Double)
      case cases(String, expected: Int)
      case notWritten
    }

    /// The line, counted from 1.
    package let line: Int
    package let kind: Kind

    package init(line: Int, kind: Kind) {
      self.line = line
      self.kind = kind
    }
  }

  /// A limit that handouts state.
  package enum Limit: CaseIterable, Sendable {
    case wallClock, cpu, compile, memory, source, files
  }

  private let assignment: Assignment
  private let lines: [Substring]
  private let text: String

  package init(_ text: String, of assignment: Assignment) {
    self.text = text
    self.assignment = assignment
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The contradictions, in the order of their lines.
  package var contradictions: [Contradiction] {
    let found = heading + declaration + unfinished + tables.flatMap(contradictions) + limits + counts + identifiers
    return found.sorted { $0.line < $1.line }
  }

  private var unfinished: [Contradiction] {
    words.filter { $0.text.trimmingPunctuation == "TODO" }.map { Contradiction(line: $0.line, kind: .unfinished) }
  }

  /// The number of cases, as the draft words it.
  private var counts: [Contradiction] {
    guard assignment.parts.isEmpty else { return [] }
    let expected = assignment.cases.count { !$0.isHidden }
    return numbers(before: ["cases"], after: ["runs", "in"]).compactMap { line, number in
      Int(number) == expected ? nil : Contradiction(line: line, kind: .cases(number, expected: expected))
    }
  }

  private var heading: [Contradiction] {
    guard let place = lines.firstIndex(where: { $0.hasPrefix("# ") }) else { return [] }
    let title = Self.trimmed(lines[place].dropFirst(2))
    return title == assignment.title
      ? [] : [Contradiction(line: place + 1, kind: .title(title, expected: assignment.title))]
  }

  private var declaration: [Contradiction] {
    assignment.graded.compactMap { part in
      let kit = part.kind.kitProtocol
      return text.contains("\(part.typeName): \(kit)")
        ? nil : Contradiction(line: 1, kind: .typeMissing(part.typeName, protocol: kit))
    }
  }

  // MARK: Tables

  private struct Table {
    /// The line of the header, counted from 1.
    let line: Int
    /// The header, then each row below the rule.
    let rows: [[String]]
  }

  private var tables: [Table] {
    var tables: [Table] = []
    var open: (line: Int, rows: [[String]])?
    for (place, line) in (lines + [""]).enumerated() {
      if line.hasPrefix("|") {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        open = (open?.line ?? place + 1, (open?.rows ?? []) + [cells.map(Self.trimmed)])
      } else if let whole = open {
        // The second line of a table is its rule.
        let rows = whole.rows.prefix(1) + whole.rows.dropFirst(2)
        if rows.count > 1 { tables.append(Table(line: whole.line, rows: Array(rows))) }
        open = nil
      }
    }
    return tables
  }

  /// Of an assignment with parts, only rows that begin with a part's name are read: nothing else says which part it is.
  private func contradictions(in table: Table) -> [Contradiction] {
    let header = table.rows[0]
    if !assignment.parts.isEmpty { return pointsOfParts(table) }
    if header.last == "total", table.rows.count == 2 {
      return zip(header, table.rows[1]).compactMap { name, points in
        pointsContradicted(name, points, line: table.line, lineOfPoints: table.line + 2)
      }
    }
    if header.count == 2, header[1] == "points" {
      return table.rows.enumerated().dropFirst().compactMap { place, row in
        guard row.count == 2 else { return nil }
        return pointsContradicted(row[0], row[1], line: table.line + 1 + place, lineOfPoints: table.line + 1 + place)
      }
    }
    if let column = header.firstIndex(of: "setting") { return settingsContradicted(table, column) }
    return []
  }

  /// The rows `tanh` | 15 | 15 below the names of quantities.
  private func pointsOfParts(_ table: Table) -> [Contradiction] {
    table.rows.enumerated().dropFirst().flatMap { place, row -> [Contradiction] in
      guard let first = row.first.flatMap(Self.quoted), let part = assignment.parts.first(where: { $0.id == first })
      else { return [] }
      let line = table.line + 1 + place
      return zip(table.rows[0], row).compactMap { heading, cell in
        guard let name = Self.quoted(heading), let stated = Double(cell) else { return nil }
        guard let quantity = part.quantities.first(where: { $0.name == name }) else {
          return Contradiction(line: line, kind: .noQuantity("\(part.id).\(name)"))
        }
        return stated == quantity.points
          ? nil : Contradiction(line: line, kind: .points(of: "\(part.id).\(name)", cell, expected: quantity.points))
      }
    }
  }

  private func pointsContradicted(_ cell: String, _ points: String, line: Int, lineOfPoints: Int) -> Contradiction? {
    guard let stated = Double(points) else { return nil }
    // A cell in words, such as "the answer that you were given last", names no quantity.
    let quoted = Self.quoted(cell)
    let expected: Double
    switch quoted ?? cell {
    case "total": expected = assignment.points
    case let name:
      guard let quantity = assignment.quantities.first(where: { $0.name == name }) else {
        return quoted.map { Contradiction(line: line, kind: .noQuantity($0)) }
      }
      expected = quantity.points
    }
    if stated == expected { return nil }
    return Contradiction(line: lineOfPoints, kind: .points(of: quoted ?? cell, points, expected: expected))
  }

  private func settingsContradicted(_ table: Table, _ column: Int) -> [Contradiction] {
    guard let recipe = try? Catalogue.component(assignment.recipe).recipe(assignment.convention) else { return [] }
    return table.rows.enumerated().dropFirst().compactMap { place, row in
      guard row.indices.contains(column), let name = Self.quoted(row[column]) else { return nil }
      let line = table.line + 1 + place
      guard recipe.usedSettings.contains(name) else { return Contradiction(line: line, kind: .noSetting(name)) }
      guard let values = table.rows[0].firstIndex(of: "usual value"), row.indices.contains(values),
        let stated = Self.number(row[values]), let usual = recipe.defaults[name],
        ![usual, assignment.cases.first?.settings[name]].contains(stated)
      else { return nil }
      return Contradiction(line: line, kind: .usualValue(of: name, row[values], expected: usual))
    }
  }

  /// A number as 0.001 or 10⁻³; nil for anything else.
  private static func number(_ cell: String) -> Double? {
    if let number = Double(cell) { return number }
    guard cell.hasPrefix("10") else { return nil }
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let exponent = cell.dropFirst(2).map { character in
      character == "⁻" ? "-" : digits.firstIndex(of: character).map { "\($0)" } ?? "?"
    }
    // Read as decimals, 10⁻³ is the same double as 0.001.
    return Int(exponent.joined()).flatMap { Double("1e\($0)") }
  }

  // MARK: Sentences

  private var limits: [Contradiction] {
    Limit.allCases.flatMap { limit -> [Contradiction] in
      let expected = assignment.limits.value(of: limit)
      return numbers(before: limit.phrase, after: limit.opening).compactMap { line, number in
        Double(number) == expected
          ? nil : Contradiction(line: line, kind: .limit(limit, number, expected: expected))
      }
    }
  }

  private var identifiers: [Contradiction] {
    words.indices.dropLast().compactMap { place in
      guard words[place].text == "--assignment" else { return nil }
      let (line, named) = words[place + 1]
      // A path's last part is the folder's name.
      guard let id = named.split(separator: "/").last.map(String.init), id.first?.isNumber == true else { return nil }
      return id == assignment.id ? nil : Contradiction(line: line, kind: .identifier(id, expected: assignment.id))
    }
  }

  /// The words of the text with their lines: a sentence may be broken anywhere.
  private var words: [(line: Int, text: String)] {
    lines.enumerated().flatMap { place, line in
      line.split(separator: " ").map { (place + 1, String($0)) }
    }
  }

  /// The numbers that stand between one run of words and another.
  private func numbers(before phrase: [String], after opening: [String]) -> [(line: Int, number: String)] {
    let words = words
    func reads(_ wanted: [String], at place: Int) -> Bool {
      place >= 0 && place + wanted.count <= words.count
        && wanted.indices.allSatisfy { words[place + $0].text.trimmingPunctuation == wanted[$0] }
    }
    return words.indices.compactMap { place in
      guard Double(words[place].text) != nil, reads(opening, at: place - opening.count), reads(phrase, at: place + 1)
      else { return nil }
      return (words[place].line, words[place].text)
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  /// The name of a cell that is a name in code: `velocity` between backticks.
  private static func quoted(_ cell: String) -> String? {
    cell.count > 2 && cell.hasPrefix("`") && cell.hasSuffix("`") ? String(cell.dropFirst().dropLast()) : nil
  }
}

extension HandoutCheck.Limit {
  /// The words before the number.
  fileprivate var opening: [String] {
    switch self {
    case .wallClock: ["takes", "longer", "than"]
    case .cpu: ["s", "or"]
    case .compile, .memory, .source, .files: []
    }
  }

  /// The words after the number.
  fileprivate var phrase: [String] {
    switch self {
    case .wallClock: ["s"]
    case .cpu: ["s", "of", "processor", "time"]
    case .compile: ["s", "to", "compile"]
    case .memory: ["MiB", "for", "a", "run"]
    case .source: ["KiB", "of", "source"]
    case .files: ["files", "and"]
    }
  }
}

extension Limits {
  fileprivate func value(of limit: HandoutCheck.Limit) -> Double {
    switch limit {
    case .wallClock: wallClock
    case .cpu: cpu
    case .compile: compile
    case .memory: Double(memory)
    case .source: Double(source)
    case .files: Double(files)
    }
  }
}

extension String {
  fileprivate var trimmingPunctuation: Substring {
    var word = self[...]
    while let last = word.last, ",.;:".contains(last) { word.removeLast() }
    return word
  }
}
