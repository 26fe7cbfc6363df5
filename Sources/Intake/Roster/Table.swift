/// A table of comma-separated values (RFC 4180), as spreadsheets and learning platforms write it.
///
/// Every cell knows its place in the file, so that one can be filled and all other bytes kept.
package struct Table: Equatable, Sendable {
  package struct Cell: Equatable, Sendable {
    /// Without quotes. A formula stays the text that it is.
    package var text: String
    /// The place in `bytes`, quotes included.
    package var place: Range<Int>
  }

  package struct Row: Equatable, Sendable {
    /// Counted from 1.
    package var line: Int
    package var cells: [Cell]

    /// Returns the text of a column without white space around it; empty if the row ends before it.
    package func text(_ column: Int) -> String {
      cells.indices.contains(column) ? cells[column].text.trimmed : ""
    }
  }

  /// The file in UTF-8, with its byte-order mark if it has one.
  package let bytes: [UInt8]
  package let delimiter: UInt8
  /// True if the file was in UTF-16, in which spreadsheets write "Unicode text".
  package let wasUTF16: Bool
  /// Without empty lines.
  package let rows: [Row]

  /// - Throws: bytes that are no text, and a quote that is never closed.
  package init(_ given: [UInt8]) throws(TableError) {
    guard given.count <= Self.largest else { throw .tooLarge(limit: Self.largest) }
    wasUTF16 = given.starts(with: [0xFF, 0xFE]) || given.starts(with: [0xFE, 0xFF])
    bytes = wasUTF16 ? try Self.utf8(ofUTF16: given) : try Self.utf8(given)
    var start = bytes.starts(with: Self.mark) ? Self.mark.count : 0
    var line = 1
    // Excel's own first line, by which it tells its delimiter.
    if bytes[start...].starts(with: Array("sep=".utf8)), bytes.count > start + 4 {
      delimiter = bytes[start + 4]
      start = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      line = 2
    } else {
      delimiter = Self.delimiter(of: bytes[start...])
    }
    var reader = TableReader(bytes: bytes, delimiter: delimiter, position: start, line: line)
    rows = try reader.rows()
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  static let largest = 32 << 20

  /// Returns the text of UTF-16, which begins with its mark, in UTF-8 with a mark too: a spreadsheet looks for one.
  private static func utf8(ofUTF16 bytes: [UInt8]) throws(TableError) -> [UInt8] {
    guard bytes.count.isMultiple(of: 2) else { throw .brokenUTF16 }
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count, by: 2).map { place in
      isLittle
        ? UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8 : UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
    }
    guard let text = String(validating: units, as: UTF16.self), !units.contains(0) else { throw .brokenUTF16 }
    return mark + text.utf8
  }

  /// Returns the bytes of a text in UTF-8. UTF-16 without its mark has bytes of 0, which no table has.
  private static func utf8(_ bytes: [UInt8]) throws(TableError) -> [UInt8] {
    if String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) { return bytes }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    throw .notText(
      line: (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil || $0.contains(0) } ?? 0) + 1)
  }

  /// Returns the one of `,`, `;` and tab that the first line has most often outside quotes.
  private static func delimiter(of bytes: ArraySlice<UInt8>) -> UInt8 {
    var isQuoted = false
    var counts: [UInt8: Int] = [:]
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      counts[byte, default: 0] += 1
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? candidates[0]
  }
}

/// A reason why a file is no table.
package enum TableError: Error, Equatable, Sendable {
  case notText(line: Int)
  /// UTF-16 that breaks off or is none.
  case brokenUTF16
  case openQuote(line: Int)
  case tooLarge(limit: Int)
}

extension String {
  /// The text without white space, visible or not, around it.
  var trimmed: String {
    let isSpace = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }
    let kept = unicodeScalars.drop(while: isSpace)
    guard let last = kept.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(String.UnicodeScalarView(kept[...last]))
  }
}
