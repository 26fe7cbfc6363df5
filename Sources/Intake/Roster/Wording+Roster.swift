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
    case .brokenUTF16: "1: the file begins as UTF-16 and breaks off or is none: save it again as CSV in UTF-8"
    case .openQuote(let line): "\(line): a quote is opened here and never closed"
    case .tooLarge(let limit): " expected a table of at most \(limit >> 20) MB"
    }
  }
}

extension ExtensionError: CustomStringConvertible {
  package var description: String {
    switch fault {
    case .missing: "there is no table of extensions \(file)"
    case .table(let error): "\(file):\(error)"
    case .noHeadings(let line):
      "\(file):\(line): expected headings for a student (id, email or name) and one of until, days and hours"
    case .noStudent(let line): "\(file):\(line): expected a student, found none"
    case .stranger(let id, let line): "\(file):\(line): expected a student of the class, found '\(id)'"
    case .noAmount(let id, let line, let found):
      "\(file):\(line): expected one instant such as 2026-01-31T23:59:59+01:00, or a number of days or hours, for '\(id)', found "
        + (found.isEmpty ? "none" : found.map { "'\($0)'" }.joined(separator: " and "))
    case .twice(let id, let line): "\(file):\(line): expected one row for each student, found another for '\(id)'"
    }
  }
}

extension SpentTokensError: CustomStringConvertible {
  package var description: String {
    switch fault {
    case .missing: "there is no table of marks \(file)"
    case .table(let error): "\(file):\(error)"
    case .noHeadings:
      "\(file):1: expected the columns student, name, tokens and group tokens, as gradus handover writes them into marks.csv by a "
        + "policy with tokens"
    case .noCount(let line): "\(file):\(line): expected whole numbers of tokens, up to 1000"
    }
  }
}

extension GradeSheetError: CustomStringConvertible {
  package var description: String {
    func list(_ headings: [String]) -> String { headings.map { "'\($0)'" }.joined(separator: ", ") }
    switch self {
    case .roster(let error): return "\(error)"
    case .noColumn(let file, let asked?, let headings):
      return "\(file):1: expected a column '\(asked)', found " + list(headings)
    case .noColumn(let file, nil, let headings):
      return "\(file):1: expected a column of grades such as 'Grade' or 'Adam (123)', found " + list(headings)
        + ": name it as it stands there"
    case .severalColumns(let file, let headings):
      return "\(file):1: \(headings.count) columns may be meant, " + list(headings) + ": name one of them with --column"
    }
  }
}
