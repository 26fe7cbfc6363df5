// The sentences about a roster.

extension RosterError: CustomStringConvertible {
  package var description: String {
    switch fault {
    case .missing: "there is no roster \(file)"
    case .table(let error): "\(file):\(error)"
    case .empty: "\(file) names no students: expected a line of headings and a line for each student"
    case .noHeadings(let line, let found):
      "\(file):\(line): expected headings such as ID, SIS User ID, Email or Name, found "
        + found.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (found.count > 5 ? ", …" : "")
    case .longRow(let line, let expected, let found):
      "\(file):\(line): expected at most \(expected) cells, as many as headings, found \(found): is a comma in a name "
        + "without quotes around it?"
    case .sameStudent(let id, let line, let first):
      "\(file):\(line): expected an identifier of its own, found '\(id)', which line \(first) has"
    }
  }
}

extension TableError: CustomStringConvertible {
  /// Begins with the line, to follow a file's name and a colon.
  package var description: String {
    switch self {
    case .notText(let line): "\(line): expected UTF-8 text, found other bytes: save it again as CSV in UTF-8"
    case .openQuote(let line): "\(line): a quote is opened here and never closed"
    case .tooLarge(let limit): " expected a table of at most \(limit >> 20) MB"
    }
  }
}
