internal import Equations

/// The fans of a weight matrix [out, in], and what an initializer is given: its draws, so that it is an equation.
enum Initializer {
  static let draws: [Axis] = ["out", "in"]
  /// nᵢₙ and nₒᵤₜ, read off the matrix.
  static let fanIn = extent(of: quantity("draws"), "in")
  static let fanOut = extent(of: quantity("draws"), "out")

  static let uniform = Input("draws", "numbers drawn evenly from 0 to 1, 1 left out", axes: draws, chance: .uniform)
  static let normal = Input("draws", "numbers drawn from N(0, 1)", axes: draws, chance: .normal)

  /// Draws from [0, 1) stretched over (−bound, bound).
  static func stretched(to bound: Expression) -> Expression { bound * (2 * quantity("draws") - 1) }
}

/// How an initializer is written; notes 002 and 004 agree.
package enum InitializerConvention: String, ConventionName {
  case plain

  package var rule: String { "the second argument of N is the standard deviation; nothing is truncated" }
  package var taughtIn: [String] { ["002", "004"] }
}
