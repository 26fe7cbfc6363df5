extension Recipe {
  /// The forms that the component's file names.
  package var namedForms: [String: [Expression]] { component.forms(in: convention) }

  /// Other ways in which a right program may compute a quantity, whose roundings its own equation does not have.
  ///
  /// Their values are never compared with anything. Only their bounds count; see docs/residuals.md.
  package func forms(of target: Reference) -> [Expression] {
    (namedForms[target.name] ?? []) + equations.compactMap(\.displacement).compactMap { $0.expression(along: target) }
  }

  /// The same of every quantity that an equation defines.
  var forms: [Reference: [Expression]] {
    let (named, displacements) = (namedForms, equations.compactMap(\.displacement))
    return equations.map(\.target).reduce(into: [:]) { forms, target in
      forms[target] = (named[target.name] ?? []) + displacements.compactMap { $0.expression(along: target) }
    }
  }
}

/// The step of x ← previous(x) + r.
private struct Displacement {
  let target: Reference
  /// r.
  let added: Node

  /// The quantity d of r = c·d, read off two states: (x − previous(x))/c. nil if r is not of that kind, or c is not made
  /// of settings and numbers.
  func expression(along step: Reference) -> Expression? {
    guard target != step, let factor = added.factor(of: step) else { return nil }
    let moved = Node.binary(.subtract, .quantity(target), .previous(target, along: .step))
    return Expression(factor == .number(1) ? moved : .binary(.divide, moved, factor))
  }
}

extension Equation {
  /// nil if the equation is no step from the last value.
  fileprivate var displacement: Displacement? {
    guard let recurrence = Recurrence(formula.node, of: target), recurrence.factor == .number(1) else { return nil }
    return Displacement(target: target, added: recurrence.rest)
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
