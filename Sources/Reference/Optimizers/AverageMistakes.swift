internal import Equations

// Mistakes in a decaying average, the same for every optimizer that keeps one.

extension KnownMistake {
  /// Mistakes in an average of gradients: m ← β·m + (1 − β)·g.
  static func average(_ m: Expression, _ β: Expression) -> KnownMistake {
    KnownMistake(
      in: m, "the gradient is cut to ±1 first, which nobody asked for", .rule(of: "clipByValue"),
      β * previous(m) + (1 - β) * cut)
  }

  /// Mistakes in an average of squared gradients: v ← β·v + (1 − β)·g².
  @KnownMistakesBuilder
  static func squares(_ v: Expression, _ β: Expression) -> [KnownMistake] {
    KnownMistake(
      in: v, "brackets stand around too much: the share of the new square is squared together with the gradient",
      .program, β * previous(v) + square((1 - β) * g))
    KnownMistake(
      in: v, "the gradient is cut to ±1 before it is squared", .rule(of: "clipByValue"),
      β * previous(v) + (1 - β) * square(cut))
  }

  private static var cut: Expression { max(-1, min(1, g)) }
}
