internal import Equations
internal import Judging

extension DiagnosisWording {
  /// The words for a part of a formula that a program computes otherwise, without a full stop.
  func clause(_ asked: Node, _ found: Node, in edit: Edit) -> String {
    let (a, b) = (text(asked.simplified), text(found.simplified))
    if case .setting(let name) = asked, case .number = found, !edit.formula.node.settings.contains(name) {
      return "\(a) is \(b) whatever the setting says: use the property \(name)"
    }
    if case .select(let condition, let other, asked) = found {
      return "\(text(other.simplified)) is taken where \(text(condition).trimmingBrackets), and \(a) only elsewhere"
    }
    return moved(asked, found) ?? otherIndex(asked, found) ?? added(asked, found) ?? missing(asked, found)
      ?? exchanged(asked, found)
      ?? "\(b) stands where \(a) belongs"
  }

  /// Something wrapped around what is right.
  private func added(_ asked: Node, _ found: Node) -> String? {
    let a = text(asked.simplified)
    switch found {
    case .binary(let operation, let x, let y) where x == asked || y == asked:
      let isFirst = x == asked
      let other = text((isFirst ? y : x).simplified)
      switch operation {
      case .add: return "\(other) is added to \(a), and should not be"
      case .subtract where isFirst: return "\(other) is subtracted from \(a), and should not be"
      case .multiply: return "\(a) is multiplied by \(other), and should not be"
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
        return "\(text(found)) stands where \(a) itself belongs"
      default: return nil
      }
    default: return nil
    }
  }

  private func clipped(_ asked: Node, _ found: Node) -> String? {
    guard case .binary(.minimum, .binary(.maximum, asked, _), let limit) = found else { return nil }
    return "\(text(asked.simplified)) is cut to at most \(text(limit.simplified)) in size, and should not be"
  }

  /// A part left out.
  private func missing(_ asked: Node, _ found: Node) -> String? {
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
