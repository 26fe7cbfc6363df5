internal import GradeModel

/// The code of one type in one file: its declaration and its extensions.
struct TypeSource {
  private let file: Submission.File
  let tokens: [Tokens.Token]
  let brackets: Brackets
  /// The texts of plain literals by the position of their first byte.
  private let literals: [Int: String]
  /// The indices of the tokens between the braces, one after the other.
  private(set) var bodies: [Range<Int>] = []
  private(set) var declaration: Place?

  init(_ file: Submission.File, type: String) {
    self.file = file
    let read = Tokens(file.bytes)
    tokens = read.all
    literals = Dictionary(read.literals.map { ($0.start, $0.text) }) { first, _ in first }
    brackets = Brackets(tokens)
    for index in tokens.indices where text(index + 1) == type {
      let isDeclared = ["struct", "class", "actor", "enum"].contains(tokens[index].text)
      guard isDeclared || tokens[index].text == "extension", text(index - 1) != "." else { continue }
      if isDeclared, declaration == nil { declaration = place(index) }
      guard let (open, close) = brackets.braces(from: index), open >= bodies.last?.upperBound ?? 0 else { continue }
      bodies.append(open + 1..<(close ?? tokens.count))
    }
  }

  func text(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].text : "" }

  /// The places at which a name is assigned; nil if it may be another's name somewhere.
  func places(of name: String) -> [Place]? {
    // More than one is as good as none.
    assignments(of: name)?.prefix(2).map(placeOfName)
  }

  /// The places at which a name's entries are assigned, by the names of the entries: `gradients["W1"] = …`.
  ///
  /// Empty as soon as the whole is assigned too, or an entry whose name is no plain literal.
  func placesByParameter(of name: String) -> [String: [Place]] {
    var places: [String: [Place]] = [:]
    let assigned = assignments(of: name) ?? []
    guard assigned.count <= Self.mostEntries else { return [:] }
    for index in assigned {
      guard let entry = entry(at: index) else { return [:] }
      places[entry, default: []].append(placeOfName(index))
    }
    return places
  }

  private static let mostEntries = 64

  /// The tokens at which a name is assigned; nil if it may be another's name somewhere.
  private func assignments(of name: String) -> [Int]? {
    var found: [Int] = []
    var isLocalToo = false
    for body in bodies {
      var depth = 0
      for index in body {
        if text(index) == "{" { depth += 1 }
        if text(index) == "}" { depth -= 1 }
        guard text(index) == name else { continue }
        let before = text(index - 1)
        if before == "var" || before == "let" {
          if depth > 0 { isLocalToo = true } else if isComputed(index) { found.append(index) }
        } else if isAssigned(index) {
          if before == "." && text(index - 2) != "self" { return nil }
          found.append(index)
        } else if before == "&" {
          return nil
        }
      }
    }
    if isLocalToo { found.removeAll { text($0 - 1) != "." } }
    return withoutZeros(found)
  }

  /// Leaves out where a name is given zeros, if it is given anything else.
  func withoutZeros(_ found: [Int]) -> [Int] {
    let worked = found.filter { !isCleared($0) }
    return worked.isEmpty ? found : worked
  }

  /// The literal between the brackets after a name.
  private func entry(at index: Int) -> String? {
    guard text(index + 1) == "[", text(index + 2) == "]" else { return nil }
    // Behind the bracket comes the quote.
    return literals[tokens[index + 1].start + 2]
  }

  func placeOfName(_ index: Int) -> Place { place(text(index - 1) == "." ? index - 2 : index) }

  /// The most tokens of a declaration that are read.
  static let mostAhead = 200

  /// True if a declaration goes on with a brace and not with a value: `var y: Tensor { … }`.
  private func isComputed(_ index: Int) -> Bool {
    for next in tokens.indices[index...].dropFirst().prefix(Self.mostAhead) {
      switch text(next) {
      case "{": return tokens[next].line == tokens[index].line
      case "=", "}", ";": return false
      default: if tokens[next].line > tokens[index].line { return false }
      }
    }
    return false
  }

  /// True if a value is put into a name, or into its elements: `m = …`, `m["W"][i] -= …`, `losses.append(…)`.
  func isAssigned(_ index: Int) -> Bool {
    var next = index + 1
    while true {
      if text(next) == "[" {
        next = (brackets.partners[next] ?? tokens.count) + 1
      } else if ["!", "?"].contains(text(next)), ["[", "."].contains(text(next + 1)) {
        next += 1
      } else {
        break
      }
    }
    if text(next) == ".", text(next + 1) == "append" { return true }
    if ["+", "-", "*", "/"].contains(text(next)), isAdjacent(next), text(next + 1) == "=" { return true }
    return text(next) == "=" && !(isAdjacent(next) && text(next + 1) == "=")
  }

  /// True if a name is given zeros, or nothing: `sum = 0`, `dW = Tensor(repeating: 0, shape: W.shape)`, `losses = []`.
  private func isCleared(_ index: Int) -> Bool {
    let line = tokens[index...].prefix(Self.mostAhead).prefix { $0.line == tokens[index].line }.map(\.text)
    guard let equals = line.firstIndex(of: "="), equals > 0, !["+", "-", "*", "/"].contains(line[equals - 1]) else {
      return false
    }
    let value = line[(equals + 1)...].prefix { $0 != ";" }.joined()
    if ["0", "0.0", "[]", "[:]", "Tensor(0)", "Tensor(0.0)", ".zero", ".init()"].contains(value) { return true }
    return value.hasPrefix("0*") || value.hasPrefix("0.0*")
      || ["repeating:0,", "repeating:0.0,", "zeros("].contains(where: value.contains)
  }

  private func isAdjacent(_ index: Int) -> Bool {
    tokens.indices.contains(index + 1)
      && tokens[index].start + tokens[index].text.utf8.count == tokens[index + 1].start
  }

  func place(_ index: Int) -> Place {
    let start = tokens[index].start
    let line = file.bytes[..<start].lastIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return Place(file: file.path, line: tokens[index].line, column: start - (line ?? -1))
  }
}
