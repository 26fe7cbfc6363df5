internal import Equations

extension Node {
  /// The formula as written, and other ways of writing the same: their places are different ones.
  var rearrangements: [Node] {
    var forms = [self]
    for (path, node) in places {
      for other in node.rearranged {
        let form = replacing(at: path[...], with: other)
        if !forms.contains(form) { forms.append(form) }
      }
    }
    return Array(forms.prefix(6))
  }

  /// Other ways of writing the operation at the root.
  private var rearranged: [Node] {
    switch self {
    case .binary(.divide, .binary(.multiply, let a, let b), let c):
      [
        .binary(.multiply, a, .binary(.divide, b, c)), .binary(.multiply, .binary(.divide, a, c), b),
      ]
    case .binary(.multiply, .binary(.multiply, let a, let b), let c):
      [.binary(.multiply, a, .binary(.multiply, b, c))]
    // c·X + (1 − c)·Y is also Y + c·(X − Y), and X + (1 − c)·(Y − X).
    case .binary(
      .add, .binary(.multiply, let c, let x), .binary(.multiply, .binary(.subtract, .number(1), let d), let y))
    where c == d:
      [
        .binary(.add, x, .binary(.multiply, .binary(.subtract, .number(1), c), .binary(.subtract, y, x))),
        .binary(.add, y, .binary(.multiply, c, .binary(.subtract, x, y))),
      ]
    case .binary(.subtract, let a, .binary(.add, let b, let c)):
      [.binary(.subtract, .binary(.subtract, a, b), c)]
    default: []
    }
  }
}

extension Node {
  /// A sum with its terms as written, and in the forms that programs have for ln(1 + eᶻ) − t·z: max(z, 0) − z·t +
  /// ln(1 + e^(−|z|)), and without logits −(t·ln σ(z) + (1 − t)·ln(1 − σ(z))).
  var termForms: [Node] {
    let stable = rewritten { node in
      guard case .binary(.subtract, .unary(.softplus, let z), let product) = node else { return node }
      let decayed = Node.unary(.exponential, .unary(.negate, .unary(.absolute, z)))
      let positive = Node.binary(.maximum, z, .number(0))
      let rest = Node.unary(.logarithm, .binary(.add, .number(1), decayed))
      return .binary(.add, .binary(.subtract, positive, product), rest)
    }
    let plain = rewritten { node in
      guard case .binary(.subtract, .unary(.softplus, let z), .binary(.multiply, let t, let factor)) = node, z == factor
      else { return node }
      let y = Node.unary(.sigmoid, z)
      let other = Node.binary(
        .multiply, .binary(.subtract, .number(1), t), .unary(.logarithm, .binary(.subtract, .number(1), y)))
      return .unary(.negate, .binary(.add, .binary(.multiply, t, .unary(.logarithm, y)), other))
    }
    return plain == self ? [self] : [self, stable, plain]
  }
}
