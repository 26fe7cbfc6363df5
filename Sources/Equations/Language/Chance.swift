/// A choice that a program may draw or pick for itself, and the property of every right draw. It is judged by that
/// property, never by equality with ours.
package enum Chance: Sendable, Equatable {
  /// Positions along an axis, shuffled anew for each epoch: within an epoch no position comes twice.
  case shuffle(of: Axis)
  /// 1 for a kept unit, or 1/(1 − rate) in its place; 0 for a dropped one. A setting gives the share of dropped units.
  case mask(rate: String)
  /// Independent draws from N(0, 1), new ones at each step.
  case normal
  /// Independent draws from [0, 1), new ones at each step.
  case uniform
}
