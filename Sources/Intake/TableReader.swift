/// Reads the rows of a table byte by byte. All signs that end a cell are ASCII, so that none is a part of a letter.
struct TableReader {
  let bytes: [UInt8]
  let delimiter: UInt8
  var position: Int
  var line: Int

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  mutating func rows() throws(TableError) -> [Table.Row] {
    var rows: [Table.Row] = []
    while position < bytes.count {
      let row = try row()
      if row.cells.contains(where: { !$0.text.trimmed.isEmpty }) { rows.append(row) }
    }
    return rows
  }

  private mutating func row() throws(TableError) -> Table.Row {
    var row = Table.Row(line: line, cells: [])
    while true {
      row.cells.append(try cell())
      guard position < bytes.count else { return row }
      let sign = bytes[position]
      position += 1
      if sign == delimiter { continue }
      if sign == Self.carriageReturn, position < bytes.count, bytes[position] == Self.lineFeed { position += 1 }
      line += 1
      return row
    }
  }

  /// Reads up to a delimiter, the end of a line or of the file.
  private mutating func cell() throws(TableError) -> Table.Cell {
    let start = position
    var text: [UInt8] = []
    let opening = line
    if position < bytes.count, bytes[position] == Self.quote {
      position += 1
      while true {
        guard position < bytes.count else { throw .openQuote(line: opening) }
        let byte = bytes[position]
        position += 1
        if byte == Self.quote {
          guard position < bytes.count, bytes[position] == Self.quote else { break }
          position += 1
        }
        if byte == Self.lineFeed { line += 1 }
        text.append(byte)
      }
    }
    // After a closing quote too: some writers go on without one.
    while position < bytes.count, !isEnd(bytes[position]) {
      text.append(bytes[position])
      position += 1
    }
    return Table.Cell(text: String(decoding: text, as: UTF8.self), place: start..<position)
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
  }
}
