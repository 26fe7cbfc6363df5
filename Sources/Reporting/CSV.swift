/// Tables for spreadsheets (RFC 4180).
enum CSV {
  /// Returns text as a cell that a spreadsheet shows and does not run.
  static func text(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return text }
    // The full-width forms too: some spreadsheets read them as the same signs.
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) ? "'" + text : text
  }

  /// Returns a row with its line end.
  static func line(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ cell: String) -> String {
    // By scalars: a comma with a combining mark is no comma to a search by characters.
    let isPlain = cell.unicodeScalars.allSatisfy { !"\",;\t\r\n".unicodeScalars.contains($0) }
    if isPlain { return cell }
    var quoted = String.UnicodeScalarView()
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    return "\"" + String(quoted) + "\""
  }
}
