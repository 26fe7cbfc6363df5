package import Equations

/// A way to earn marks without computing anything of what is asked, in any assignment.
package enum Cheat: String, CaseIterable, Sendable {
  /// The starting weights are handed back, and everything else is as it was declared.
  case doesNothing
  case publishesNothing
  case zeros, ones, undefined, infinite
  /// Right at the first step, and the same ever after.
  case frozen
  /// The right answers to another draw.
  case memorised
  /// The right answers, in another order.
  case reordered
  /// Made-up numbers, and a quantity worked out backwards so that one equation holds.
  case backSolved

  // Numbers from the inputs are made up, and the rest follows rightly from it.
  case constants, timeOnly, nearlyTimeOnly
  case frozenLate
  case undefinedAtHalf, infiniteOnce, infiniteAtHalf
  /// The smallest parameter's numbers are right, all others are not finite.
  case undefinedButInOne
  /// The smallest parameter's numbers are right.
  case oneParameterOnly
  /// Made up in the cases, which it knows by their inputs; elsewhere it breaks off.
  case knowsTheCases
  /// Made up in the cases; elsewhere it is an honest program.
  case honestElsewhere

  /// The cheats against a kind of program: where a distribution is all that is asked for, another draw is as good.
  package static func against(_ kind: Component.Kind) -> [Cheat] {
    allCases.filter { !kind.isOneDraw || !$0.isAnotherDraw }
  }

  /// True if its numbers are right, but for another draw or at other places.
  var isAnotherDraw: Bool { self == .memorised || self == .reordered }

  /// True if no number of its own is right.
  private var isMadeUpThroughout: Bool {
    switch self {
    case .doesNothing, .publishesNothing, .zeros, .ones, .undefined, .infinite, .frozen, .backSolved: true
    default: false
    }
  }

  /// True if what its made-up numbers lead to is computed rightly.
  var followsThrough: Bool { !isMadeUpThroughout && !isAnotherDraw }
}
