internal import GradeModel

extension TypeSource {
  /// The places that give a method's result its value: where the returned name is assigned, or else the `return` itself; none
  /// without such a method, or if several come into question.
  func placesOfResult(of method: String) -> [Place] {
    bodies.flatMap { body -> [Place] in
      var depth = 0
      var found: [Place] = []
      for index in body {
        if text(index) == "{" { depth += 1 }
        if text(index) == "}" { depth -= 1 }
        // More than one is as good as none.
        guard depth == 0, found.count < 2, text(index) == "func", text(index + 1) == method,
          let (open, close) = brackets.braces(from: index), open < body.upperBound
        else { continue }
        found += placesOfResult(in: open + 1..<min(close ?? body.upperBound, body.upperBound))
      }
      return found
    }
  }

  private func placesOfResult(in body: Range<Int>) -> [Place] {
    let returns = ends(in: body)
    guard let last = returns.first else { return body.isEmpty ? [] : [place(body.lowerBound)] }
    guard returns.count == 1 else { return [] }
    guard let name = returnedName(at: last, in: body) else { return [place(last)] }
    let assigned = body.filter { index in
      guard text(index) == name else { return false }
      let before = text(index - 1)
      if ["var", "let"].contains(before), text(index + 1) == ":" { return hasValue(index) }
      return isAssigned(index) && (before != "." || text(index - 2) == "self")
    }
    let worked = withoutZeros(assigned)
    return [worked.count == 1 ? placeOfName(worked[0]) : place(last)]
  }

  /// True if a declaration with a type gives a value: `let y: Tensor = …`.
  private func hasValue(_ index: Int) -> Bool {
    tokens[index...].prefix(Self.mostAhead).prefix { $0.line == tokens[index].line }.contains { $0.text == "=" }
  }

  /// The `return`s that end a body. Those deeper within leave it early, or are a closure's.
  private func ends(in body: Range<Int>) -> [Int] {
    var depth = 0
    var all: [Int] = []
    var outer: [Int] = []
    for index in body {
      if text(index) == "{" { depth += 1 }
      if text(index) == "}" { depth -= 1 }
      guard text(index) == "return" else { continue }
      all.append(index)
      if depth == 0 { outer.append(index) }
    }
    return outer.isEmpty ? all : outer
  }

  /// The name after a `return`, if nothing else follows: `return y`, `return self.y`.
  private func returnedName(at index: Int, in body: Range<Int>) -> String? {
    let start = text(index + 1) == "self" && text(index + 2) == "." ? index + 3 : index + 1
    guard start < body.upperBound, tokens[start].isWord, tokens[start].line == tokens[index].line else { return nil }
    let isAlone = start + 1 >= body.upperBound || tokens[start + 1].line > tokens[start].line || text(start + 1) == "}"
    // A mark begins a line that goes on with the one before.
    let goesOn = start + 1 < body.upperBound && !tokens[start + 1].isWord && text(start + 1) != "}"
    return isAlone && !goesOn ? text(start) : nil
  }
}
