internal import Equations

// What markers have seen go wrong with a decaying average, whichever optimizer keeps it.

extension KnownMistake {
  /// Slips in an average of gradients: x ← β·x + (1 − β)·g.
  static func average(_ name: String, _ β: Expression) -> [KnownMistake] {
    let kept = β * previous(Equations.quantity(name))
    return list {
      KnownMistake(
        in: name, "the gradient is cut to ±1 first, which nobody asked for", kept + (1 - β) * cut)
      KnownMistake(
        in: name, "the gradient is divided by its norm first, so that its size is lost",
        kept + (1 - β) * (g / norm(g)))
      KnownMistake(
        in: name, "the gradient's sign is averaged, not the gradient itself", kept + (1 - β) * sign(g))
    }
  }

  /// Slips in an average of squared gradients: x ← β·x + (1 − β)·g².
  static func squares(_ name: String, _ β: Expression) -> [KnownMistake] {
    let x = previous(Equations.quantity(name))
    return list {
      KnownMistake(
        in: name, "the whole average is squared, and only the gradient should be", square(β * x + (1 - β) * g))
      KnownMistake(
        in: name, "brackets stand around too much: the share of the new square is squared together with the gradient",
        β * x + square((1 - β) * g))
      KnownMistake(
        in: name, "the squares of all elements are added up, and each element should keep an average of its own",
        β * x + (1 - β) * sum(square(g), over: .elements))
      KnownMistake(
        in: name, "the squares of all elements become one mean, and each element should keep an average of its own",
        β * x + (1 - β) * mean(square(g), over: .elements))
      KnownMistake(in: name, "the gradient is cut to ±1 before it is squared", β * x + (1 - β) * square(cut))
    }
  }

  private static var cut: Expression { max(-1, min(1, g)) }
}
