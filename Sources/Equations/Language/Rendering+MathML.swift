extension Rendering {
  /// An equation as presentation MathML: the content of a `math` element.
  ///
  /// - Parameter marks: the parts of the formula that get the class `departs`.
  package func mathML(_ equation: Equation, marking marks: Set<Node.Path> = []) -> String {
    let writer = MathMLWriter(rendering: self, marks: marks)
    return writer.row(
      [
        writer.markup(.quantity(equation.target), at: nil), MathMLWriter.sign("="),
        writer.markup(equation.formula.node),
      ])
  }

  package func mathML(_ expression: Expression) -> String {
    MathMLWriter(rendering: self, marks: []).markup(expression.node, at: nil)
  }
}

/// A writer of formulas as presentation MathML, in the elements of MathML Core.
struct MathMLWriter {
  let rendering: Rendering
  let marks: Set<Node.Path>

  // MARK: Elements

  static func element(_ name: String, _ content: String) -> String { "<\(name)>\(content)</\(name)>" }

  static func sign(_ text: String) -> String { element("mo", escaped(text)) }
  static func word(_ text: String) -> String { element("mtext", escaped(text)) }

  func row(_ parts: [String]) -> String { parts.count == 1 ? parts[0] : Self.element("mrow", parts.joined()) }

  private func bracketed(_ content: String, _ open: String = "(", _ close: String = ")") -> String {
    row([Self.sign(open), content, Self.sign(close)])
  }

  private func applied(_ name: String, _ arguments: [String]) -> String {
    let list = arguments.enumerated().flatMap { $0 == 0 ? [$1] : [Self.sign(","), $1] }
    return row([Self.element("mi", name), bracketed(row(list))])
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  // MARK: Formulas

  /// - Parameter path: the node's way from the root; nil if nothing below is to be marked.
  func markup(_ node: Node, at path: Node.Path? = []) -> String {
    let plain = unmarked(node, at: path)
    guard let path, marks.contains(path) || isSignMarked(path) && !hasSign(node) else { return plain }
    return Self.marked(plain)
  }

  private static func marked(_ markup: String) -> String { "<mrow class=\"departs\">\(markup)</mrow>" }

  private func isSignMarked(_ path: Node.Path?) -> Bool { path.map { marks.contains($0 + [Node.sign]) } ?? false }

  /// True if an operation stands as a sign between its operands, which can be marked alone.
  private func hasSign(_ node: Node) -> Bool {
    if case .binary(let operation, _, _) = node { [.add, .subtract, .multiply].contains(operation) } else { false }
  }

  /// An operand, in brackets if it binds less than what is about it. A fraction needs none below a power.
  private func operand(_ node: Node, _ index: Int, _ path: Node.Path?, atLeast minimum: Rendering.Level) -> String {
    let own = path.map { $0 + [index] }
    let level = isFraction(node) && minimum < .atom ? .atom : rendering.level(node)
    return level < minimum ? bracketed(markup(node, at: own)) : markup(node, at: own)
  }

  private func isFraction(_ node: Node) -> Bool {
    if case .binary(.divide, _, _) = node { true } else { false }
  }

  private func unmarked(_ node: Node, at path: Node.Path?) -> String {
    func operand(_ node: Node, _ index: Int, atLeast minimum: Rendering.Level = .sum) -> String {
      self.operand(node, index, path, atLeast: minimum)
    }
    switch node {
    case .quantity(let reference): return name(reference, step: rendering.stepOffset(of: reference))
    case .previous(let reference, .step): return name(reference, step: -1)
    case .previous(let reference, let axis): return name(reference, step: nil, note: "\(axis) − 1")
    case .next(let reference, let axis): return name(reference, step: nil, note: "\(axis) + 1")
    case .recent(let reference, let count):
      return row([name(reference, step: nil), Self.word(" of the last "), operand(count, 0)])
    case .setting(let name): return symbol(rendering.symbols[name] ?? name, step: nil)
    case .step: return Self.element("mi", "t")
    case .number(let value):
      let digits = Self.element("mn", rendering.number(abs(value)))
      return value < 0 ? row([Self.sign("−"), digits]) : digits
    case .extent(_, let axis): return Self.element("msub", Self.element("mi", "N") + axes([axis]))
    case .unary(let operation, let a):
      if let decision = rendering.decided(by: node) {
        return applied("argmax", [markup(decision.scores, at: nil)])
      }
      return unary(operation, { operand(a, 0, atLeast: $0) })
    case .binary(let operation, let a, let b):
      return binary(
        operation, b, { operand(a, 0, atLeast: $0) }, { operand(b, 1, atLeast: $0) },
        sign: { isSignMarked(path) ? Self.marked(Self.sign($0)) : Self.sign($0) })
    case .reduce(.sum, let a, let over):
      return row([Self.element("munder", Self.sign("∑") + axes(over)), operand(a, 0, atLeast: .product)])
    case .reduce(let reduction, let a, let over):
      let name = Self.element("mi", reduction == .mean ? "mean" : "max")
      return row([Self.element("munder", name + axes(over)), bracketed(operand(a, 0))])
    case .contract(let a, let b, let over):
      let sum = over.isEmpty ? [] : [Self.element("munder", Self.sign("∑") + axes(over))]
      return row(sum + [operand(a, 0, atLeast: .product), Self.sign("⋅"), operand(b, 1, atLeast: .power)])
    case .solve(let a, let b, _, _):
      let inverse = Self.element(
        "msup", operand(a, 0, atLeast: .atom) + row([Self.sign("−"), Self.element("mn", "1")]))
      return row([inverse, Self.sign("⋅"), operand(b, 1, atLeast: .power)])
    case .select(let condition, let a, let b):
      return bracketed(
        row([operand(a, 1), Self.word(" if "), self.condition(condition, path), Self.word(", else "), operand(b, 2)]))
    case .choose(let rank, _, let a, let b):
      return bracketed(row([operand(a, 1), Self.word(" for \(rank) axes, else "), operand(b, 2)]))
    case .rename(let a, let axis, let other):
      if let matrix = node.untransposed {
        let own = self.operand(matrix, 0, path.map { $0 + [0, 0] }, atLeast: .atom)
        return Self.element("msup", own + Self.sign("⊤"))
      }
      return indexed(operand(a, 0, atLeast: .atom), "\(axis) → \(other)")
    case .positions(_, let axis): return indexed(Self.element("mi", "index"), "\(axis)")
    case .gather(let a, let b, let axis):
      return Self.element(
        "msub",
        operand(a, 0, atLeast: .atom) + row([Self.word("\(axis)"), Self.sign("="), operand(b, 1)]))
    case .window(let a, let window):
      return row([indexed(Self.element("mi", "window"), "\(window.axis) → \(window.kernel)"), bracketed(operand(a, 0))])
    case .fold(let a, _, let window):
      return row([indexed(Self.element("mi", "fold"), "\(window.kernel) → \(window.axis)"), bracketed(operand(a, 0))])
    case .merge(let a, let axes, let axis):
      return indexed(
        operand(a, 0, atLeast: .atom), "\(axes.map(\.name).joined(separator: "·")) → \(axis)")
    case .split(let a, _, let axis, let axes):
      return indexed(
        operand(a, 0, atLeast: .atom), "\(axis) → \(axes.map(\.name).joined(separator: "·"))")
    case .absent: return Self.word("–")
    }
  }

  private func unary(_ operation: Unary, _ a: (Rendering.Level) -> String) -> String {
    switch operation {
    case .negate: row([Self.sign("−"), a(.product)])
    case .square: Self.element("msup", a(.atom) + Self.element("mn", "2"))
    case .squareRoot: Self.element("msqrt", a(.sum))
    case .absolute: bracketed(a(.sum), "|", "|")
    case .floor: bracketed(a(.sum), "⌊", "⌋")
    case .sign: applied("sign", [a(.sum)])
    case .exponential: applied("exp", [a(.sum)])
    case .logarithm: applied("ln", [a(.sum)])
    case .binaryLogarithm:
      row([Self.element("msub", Self.element("mi", "log") + Self.element("mn", "2")), bracketed(a(.sum))])
    case .hyperbolicTangent: applied("tanh", [a(.sum)])
    case .sigmoid: applied("σ", [a(.sum)])
    case .sine: applied("sin", [a(.sum)])
    case .cosine: applied("cos", [a(.sum)])
    case .errorFunction: applied("erf", [a(.sum)])
    case .exponentialMinusOne: row([applied("exp", [a(.sum)]), Self.sign("−"), Self.element("mn", "1")])
    case .softplus:
      applied("ln", [row([Self.element("mn", "1"), Self.sign("+"), applied("exp", [a(.sum)])])])
    }
  }

  private func binary(
    _ operation: Binary, _ second: Node, _ a: (Rendering.Level) -> String, _ b: (Rendering.Level) -> String,
    sign: (String) -> String
  ) -> String {
    switch operation {
    case .add: row([a(.sum), sign("+"), b(.sum)])
    case .subtract: row([a(.sum), sign("−"), b(.product)])
    case .multiply: row([a(.product), sign("⋅"), b(isProduct(second) ? .power : .product)])
    case .divide: Self.element("mfrac", a(.sum) + b(.sum))
    case .power: Self.element("msup", a(.atom) + b(.sum))
    case .maximum: applied("max", [a(.sum), b(.sum)])
    case .minimum: applied("min", [a(.sum), b(.sum)])
    case .greater, .greaterOrEqual, .equal: bracketed(comparison(operation, a(.sum), b(.sum)), "[", "]")
    }
  }

  private func isProduct(_ node: Node) -> Bool {
    if case .binary(.multiply, _, _) = node { true } else { false }
  }

  private func comparison(_ operation: Binary, _ a: String, _ b: String) -> String {
    row([a, Self.sign(operation == .greater ? ">" : operation == .greaterOrEqual ? "≥" : "="), b])
  }

  /// The condition of a case: between “if” and “else” a comparison needs no brackets.
  private func condition(_ node: Node, _ path: Node.Path?) -> String {
    let own = path.map { $0 + [0] }
    guard case .binary(let operation, let a, let b) = node, [.greater, .greaterOrEqual, .equal].contains(operation),
      own.map({ !marks.contains($0) }) ?? true
    else { return markup(node, at: own) }
    return comparison(operation, operand(a, 0, own, atLeast: .sum), operand(b, 1, own, atLeast: .sum))
  }

  // MARK: Names

  private func axes(_ axes: [Axis]) -> String { Self.word(axes.map(\.name).joined(separator: ", ")) }

  private func indexed(_ content: String, _ note: String) -> String {
    Self.element("msub", content + Self.word(note))
  }

  private func name(_ reference: Reference, step: Int?, note: String? = nil) -> String {
    guard let parameter = reference.parameter else {
      return symbol(rendering.symbols[reference.name] ?? reference.name, step: step, note: note)
    }
    if reference.name == "weights" { return symbol(parameter, step: step, note: note) }
    let own = symbol(rendering.symbols[reference.name] ?? reference.name, step: step, note: note)
    return row([own, bracketed(symbol(parameter, step: nil), "[", "]")])
  }

  /// A symbol as it is written in plain text, with its accent, its subscript and its power set as such: `m̂`, `β₁`,
  /// `E[g²]`.
  private func symbol(_ text: String, step: Int?, note: String? = nil) -> String {
    var base = String.UnicodeScalarView()
    var below = ""
    var isAccented = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{302}" {
        isAccented = true
      } else if let digit = Self.subscripts[scalar] {
        below += digit
      } else {
        base.append(scalar)
      }
    }
    // The letter alone has the accent: what comes after it tells its kind.
    let letters = String(base)
    var core = Self.element("mi", Self.escaped(letters))
    if isAccented, let first = letters.first {
      core = Self.element("mover", Self.element("mi", Self.escaped(String(first))) + Self.sign("^"))
      let rest = letters.dropFirst()
      if !rest.isEmpty { below += rest }
    }
    var indices: [String] = below.isEmpty ? [] : [Self.element(Int(below) == nil ? "mi" : "mn", Self.escaped(below))]
    if let step {
      if !indices.isEmpty { indices.append(Self.sign(",")) }
      indices.append(Self.element("mi", "t"))
      if step < 0 { indices += [Self.sign("−"), Self.element("mn", "1")] }
    }
    if let note { indices.append(Self.word(note)) }
    return indices.isEmpty ? core : Self.element("msub", core + row(indices))
  }

  private static let subscripts: [Unicode.Scalar: String] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9",
  ]
}
