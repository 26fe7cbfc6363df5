package import GradeModel

extension SourceMap {
  /// Reads where a type is declared, and where each of its quantities gets its value.
  ///
  /// A quantity has a line only if the type's own code assigns it once, but for zeros before a sum, or computes it where it is
  /// declared. Nothing is said of a name that a local variable has too, or that another value's property has.
  package init(of submission: Submission, type: String, quantities: [String]) {
    self.init()
    var found: [String: [Place]] = [:]
    var unsure: Set<String> = []
    for file in submission.files {
      let source = TypeSource(file, type: type)
      if self.type == nil { self.type = source.declaration }
      for quantity in quantities {
        guard let places = source.places(of: quantity) else {
          unsure.insert(quantity)
          continue
        }
        found[quantity, default: []] += places
      }
    }
    for (quantity, places) in found where places.count == 1 && !unsure.contains(quantity) {
      self.quantities[quantity] = places[0]
    }
  }
}

/// The code of one type in one file: its declaration and its extensions.
private struct TypeSource {
  private let file: Submission.File
  private let tokens: [Tokens.Token]
  private let brackets: Brackets
  /// The indices of the tokens between the braces, one after the other.
  private var bodies: [Range<Int>] = []
  private(set) var declaration: Place?

  init(_ file: Submission.File, type: String) {
    self.file = file
    tokens = Tokens(file.bytes).all
    brackets = Brackets(tokens)
    for index in tokens.indices where text(index + 1) == type {
      let isDeclared = ["struct", "class", "actor", "enum"].contains(tokens[index].text)
      guard isDeclared || tokens[index].text == "extension", text(index - 1) != "." else { continue }
      if isDeclared, declaration == nil { declaration = place(index) }
      guard let (open, close) = brackets.braces(from: index), open >= bodies.last?.upperBound ?? 0 else { continue }
      bodies.append(open + 1..<(close ?? tokens.count))
    }
  }

  private func text(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].text : "" }

  /// The places at which a name is assigned; nil if it may be another's name somewhere.
  func places(of name: String) -> [Place]? {
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
    let worked = found.filter { !isCleared($0) }
    if !worked.isEmpty { found = worked }
    // More than one is as good as none.
    return found.prefix(2).map { place(text($0 - 1) == "." ? $0 - 2 : $0) }
  }

  /// The most tokens of a declaration that are read.
  private static let mostAhead = 200

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
  private func isAssigned(_ index: Int) -> Bool {
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

  private func place(_ index: Int) -> Place {
    let start = tokens[index].start
    let line = file.bytes[..<start].lastIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return Place(file: file.path, line: tokens[index].line, column: start - (line ?? -1))
  }
}
