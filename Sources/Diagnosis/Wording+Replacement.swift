internal import Equations
internal import Judging

extension DiagnosisWording {
  /// The words for a part of a formula that a program computes otherwise, without a full stop.
  func clause(_ asked: Node, _ found: Node, in edit: Edit) -> String {
    let (a, b) = (text(asked.simplified), other(found.simplified))
    if case .setting(let name) = asked, case .number = found, !edit.formula.node.settings.contains(name) {
      return "\(a) is \(b) whatever the setting says: use the property \(name)"
    }
    if case .select(.binary(.equal, .step, .number(1)), let first, .previous(let state, along: .step)) = found,
      case .previous(state, along: .step) = asked
    {
      let start = recipe.component.initial[state.name].map { text($0.node) } ?? "zero"
      return "\(text(.quantity(state))) starts from \(text(first)), and should start from \(start)"
    }
    if case .quantity(let parameter) = asked, case .quantity(let updated) = found, updated.name == "weights",
      updated.parameter == parameter.name
    {
      return "\(parameter.name) is updated already: work out all gradients first, then update"
    }
    if case .select(let condition, let other, asked) = found {
      if isNamesOnly { return "something else is taken at some places, and \(a) only elsewhere" }
      return "\(text(other.simplified)) is taken where \(text(condition).trimmingBrackets), and \(a) only elsewhere"
    }
    return roundedOtherwise(asked, found) ?? otherIndex(asked, found, in: edit) ?? added(asked, found, in: edit)
      ?? missing(asked, found) ?? exchanged(asked, found) ?? "\(b) stands where \(a) belongs"
  }

  /// A number that is rounded up, or to the nearest, where it belongs rounded down.
  private func roundedOtherwise(_ asked: Node, _ found: Node) -> String? {
    guard case .unary(.floor, let a) = asked else { return nil }
    switch found {
    case .unary(.negate, .unary(.floor, .unary(.negate, a))): return "\(text(a)) is rounded up, and should be down"
    case .unary(.floor, .binary(.add, a, .number(0.5))):
      return "\(text(a)) is rounded to the nearest whole number, and should be down"
    case a: return "\(text(a)) is not rounded down"
    default: return nil
    }
  }

  /// True if an edit's changes exchange parts that the asked formula does not have as it is written, or one inside
  /// another: then the formula says more.
  func isTangled(_ edit: Edit) -> Bool {
    let asked = equation(of: edit)?.formula.node.withSumsOfProducts
    let exchanged = edit.changes.compactMap { change -> (part: Node, isPlain: Bool)? in
      guard case .replaced(let part, let other) = change else { return nil }
      let isPlain = (added(part, other, in: edit) ?? missing(part, other)) != nil
      return (part.withSumsOfProducts, isPlain)
    }
    let isForeign = exchanged.contains { part, isPlain in
      !isPlain && part.size > 1 && asked?.subformulas.contains(part) == false
    }
    return isForeign
      || exchanged.indices.contains { i in
        exchanged.indices.contains { $0 != i && exchanged[$0].part.subformulas.contains(exchanged[i].part) }
      }
  }

  /// Something wrapped around what is right.
  private func added(_ asked: Node, _ found: Node, in edit: Edit) -> String? {
    let a = text(asked.simplified)
    switch found {
    case .binary(.add, asked, asked): return "\(a) is doubled, and should not be"
    case .binary(let operation, let x, let y) where x == asked || y == asked:
      let isFirst = x == asked
      let other = other((isFirst ? y : x).simplified)
      switch operation {
      case .add where (isFirst ? y : x).isDiagonal:
        if isNamesOnly { return "something is added on the diagonal of \(a), and should not be" }
        guard case .binary(.multiply, let number, _) = isFirst ? y : x else { return nil }
        return "\(text(number)) is added on the diagonal of \(a), and should not be"
      case .add,
        .subtract where isFirst:
        // A term that is asked for, too, is there twice.
        let isAsked = equation(of: edit)?.formula.node.terms.contains(isFirst ? y : x) ?? false
        let word = operation == .add ? "added" : "subtracted"
        if isAsked { return "\(other) is \(word) twice, and should be once" }
        return "\(other) is \(word) \(operation == .add ? "to" : "from") \(a), and should not be"
      case .multiply:
        // A sign squared is 1, but for zero.
        if case .unary(.square, .unary(.sign, let z)) = isFirst ? y : x {
          return "\(a) is left out where \(text(z)) is 0"
        }
        if !isNamesOnly, case .number(let factor) = isFirst ? y : x, let whole = factor.wholeInverse {
          return "\(a) is divided by \(whole), and should not be"
        }
        return "\(a) is multiplied by \(other), and should not be"
      case .divide where isFirst: return "\(a) is divided by \(other), and should not be"
      case .power where isFirst: return "\(a) is raised to the power \(other), and should not be"
      case .maximum: return "the larger of \(a) and \(other) is taken, and should not be"
      case .minimum: return clipped(asked, found) ?? "the smaller of \(a) and \(other) is taken, and should not be"
      default: return nil
      }
    case .binary(.minimum, _, _): return clipped(asked, found)
    case .unary(let operation, asked):
      switch operation {
      case .squareRoot: return "the root of \(a) is taken, and should not be"
      case .square: return "\(a) is squared, and should not be"
      case .absolute: return "the absolute value of \(a) is taken, and should not be"
      case .negate: return "\(a) has the wrong sign"
      case .exponential, .logarithm, .hyperbolicTangent, .sigmoid:
        return "\(other(found)) stands where \(a) itself belongs"
      default: return nil
      }
    default: return nil
    }
  }

  /// The sentence for a formula that is right but for its sign.
  func negated(_ asked: Node, _ found: Node, in edit: Edit) -> String? {
    guard case .unary(.negate, asked) = found, edit.parameter == nil, equation(of: edit)?.formula.node == asked else {
      return nil
    }
    return "Every number of \(edit.quantity) has the wrong sign."
  }

  private func clipped(_ asked: Node, _ found: Node) -> String? {
    guard case .binary(.minimum, .binary(.maximum, asked, _), let limit) = found else { return nil }
    return "\(text(asked.simplified)) is cut to at most \(other(limit.simplified)) in size, and should not be"
  }

  /// A part left out.
  private func missing(_ asked: Node, _ found: Node) -> String? {
    if let factor = leftOut(of: asked, in: found) { return "\(text(factor)) is missing" }
    switch asked {
    case .binary(let operation, let x, let y) where x == found || y == found:
      let left = x == found ? y : x
      if case .number = left { return nil }
      if case .binary(.power, let base, _) = asked, base == found { return "the exponent of \(text(asked)) is missing" }
      if operation == .power { return nil }
      return "\(counted(left)) is missing"
    case .unary(let operation, found):
      switch operation {
      case .squareRoot: return "the root of \(text(found)) is not taken"
      case .square: return "\(text(found)) is not squared"
      case .absolute: return "the absolute value of \(text(found)) is not taken"
      case .negate: return "\(text(found)) has the wrong sign"
      default: return "the function in \(text(asked)) is not applied"
      }
    default: return nil
    }
  }

  /// The factor of a sum of products that the other formula sums without.
  private func leftOut(of asked: Node, in found: Node) -> Node? {
    guard case .reduce(.sum, .binary(.multiply, let a, let b), let axes) = asked.withSumsOfProducts else { return nil }
    let plain = written(found).withSumsOfProducts
    return [(a, b), (b, a)].first { plain == .reduce(.sum, $0.0, over: axes) }?.1
  }

  /// One operation in the place of another, of the same two numbers.
  private func exchanged(_ asked: Node, _ found: Node) -> String? {
    guard case .binary(let wanted, let a, let b) = asked, case .binary(let used, a, b) = found, wanted != used,
      let wantedWord = Self.words[wanted], let usedWord = Self.words[used]
    else { return nil }
    return
      "\(text(a.simplified)) \(usedWord) \(text(b.simplified)) stands where \(text(a.simplified)) \(wantedWord) \(text(b.simplified)) belongs"
  }

  private static let words: [Binary: String] = [
    .add: "plus", .subtract: "minus", .multiply: "times", .divide: "divided by",
  ]
}

extension Node {
  /// True for a number on the diagonal of a matrix.
  fileprivate var isDiagonal: Bool {
    if case .binary(.multiply, .number, .binary(.equal, .positions, .positions)) = self { true } else { false }
  }

  /// The terms of a sum or a difference, without their signs.
  fileprivate var terms: [Node] {
    switch self {
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b): a.terms + b.terms
    default: [self]
    }
  }
}

extension Double {
  /// The whole number that this one is the inverse of, if it is written better so.
  fileprivate var wholeInverse: Int? {
    let inverse = (1 / self).rounded()
    return inverse >= 10 && inverse <= 1e6 && 1 / inverse == self && ![10, 100, 1000].contains(inverse)
      ? Int(inverse) : nil
  }
}

extension Edit {
  /// True if the whole step is added where it should be subtracted, or if the formula does not tell.
  func isStepReversed(_ asked: Node?) -> Bool {
    if case .number = formula.node { return true }
    guard case .binary(.subtract, let a, _)? = asked, case .previous = a, case .binary(.add, a, _) = formula.node
    else { return false }
    return true
  }
}

extension String {
  /// A condition without the brackets that make a number of it.
  fileprivate var trimmingBrackets: String { hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self }
}

extension Node {
  /// The symbol that a formula has for a quantity.
  func symbol(of quantity: String) -> String? {
    subformulas.lazy.compactMap(\.reference).first { $0.name == quantity }?.symbol
  }
}
