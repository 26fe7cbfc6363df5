/// The partners of a source's brackets, found in one pass: a source may be nothing but brackets, and be as long as is allowed.
struct Brackets {
  /// The index of the bracket that closes one, or opens it; nil for a bracket without, and for other tokens. Each kind is
  /// counted by itself.
  let partners: [Int?]
  /// The index of the next opening brace, from each token on.
  private let braces: [Int?]

  init(_ tokens: [Tokens.Token]) {
    var partners = [Int?](repeating: nil, count: tokens.count)
    var open: [String: [Int]] = [:]
    for (index, token) in tokens.enumerated() {
      switch token.text {
      case "{", "[", "(": open[token.text, default: []].append(index)
      case "}": Self.close(index, "{", &open, &partners)
      case "]": Self.close(index, "[", &open, &partners)
      case ")": Self.close(index, "(", &open, &partners)
      default: break
      }
    }
    self.partners = partners
    braces = Self.next(in: tokens) { $0.text == "{" }
  }

  /// The next opening brace, at or after a token, and the one that closes it.
  func braces(from index: Int) -> (open: Int, close: Int?)? {
    guard braces.indices.contains(index), let open = braces[index] else { return nil }
    return (open, partners[open])
  }

  /// The index of the next token of a kind, from each token on.
  static func next(in tokens: [Tokens.Token], where isWanted: (Tokens.Token) -> Bool) -> [Int?] {
    var next: Int?
    var found = [Int?](repeating: nil, count: tokens.count)
    for index in tokens.indices.reversed() {
      if isWanted(tokens[index]) { next = index }
      found[index] = next
    }
    return found
  }

  private static func close(_ index: Int, _ opening: String, _ open: inout [String: [Int]], _ partners: inout [Int?]) {
    guard let start = open[opening]?.popLast() else { return }
    (partners[start], partners[index]) = (index, start)
  }
}
