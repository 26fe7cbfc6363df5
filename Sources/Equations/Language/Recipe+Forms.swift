extension Recipe {
  /// The forms that the component's file names.
  package var namedForms: [String: [Expression]] { component.forms(in: convention) }

  /// Other ways in which a right program may compute a quantity, whose roundings its own equation does not have.
  ///
  /// Their values are never compared with anything. Only their bounds count; see docs/residuals.md.
  package func forms(of target: Reference) -> [Expression] {
    forms(of: target, among: carrying)
  }

  /// The equations that carry their own quantity on: only they have a displacement.
  var carrying: [Equation] { equations.filter { Recurrence($0.formula.node, of: $0.target) != nil } }

  /// The same for one of many quantities: the equations that carry are looked for once.
  func forms(of target: Reference, among carrying: [Equation]) -> [Expression] {
    (namedForms[target.name] ?? []) + carrying.compactMap { $0.displacement(along: target) }
  }
}

extension Equation {
  /// The quantity d of x ← previous(x) + c·d, read off two states: (x − previous(x))/c. nil if the equation is no such
  /// step, or c is not made of settings and numbers.
  func displacement(along step: Reference) -> Expression? {
    guard target != step, let recurrence = Recurrence(formula.node, of: target), recurrence.factor == .number(1),
      let factor = recurrence.rest.factor(of: step)
    else { return nil }
    let moved = Node.binary(.subtract, .quantity(target), .previous(target, along: .step))
    return Expression(factor == .number(1) ? moved : .binary(.divide, moved, factor))
  }
}

extension Node {
  /// The factor c of c·d, made of settings and numbers; nil if the formula is not of that kind.
  fileprivate func factor(of step: Reference) -> Node? {
    switch self {
    case .quantity(step): .number(1)
    case .unary(.negate, let a): a.factor(of: step).map { .unary(.negate, $0) }
    case .binary(.multiply, let a, let b) where a.isFixed:
      b.factor(of: step).map { $0 == .number(1) ? a : .binary(.multiply, a, $0) }
    case .binary(.multiply, let a, let b) where b.isFixed:
      a.factor(of: step).map { $0 == .number(1) ? b : .binary(.multiply, $0, b) }
    case .binary(.divide, let a, let b) where b.isFixed: a.factor(of: step).map { .binary(.divide, $0, b) }
    default: nil
    }
  }

  /// True if it is made of settings and numbers.
  private var isFixed: Bool {
    switch self {
    case .setting, .number: true
    case .unary, .binary: operands.allSatisfy(\.isFixed)
    default: false
    }
  }
}
