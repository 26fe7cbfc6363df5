/// What a program may draw or pick for itself, and what every right draw has in common: it is judged by that, never by
/// equality with ours.
package enum Chance: Sendable, Equatable {
  /// Positions along an axis, shuffled anew for each epoch: in one epoch none comes twice.
  case shuffle(of: Axis)
  /// 1 where a unit is kept, 0 where it is dropped, which happens as often as a setting says; or 1/(1 − rate) for 1.
  case mask(rate: String)
  /// Independent draws from N(0, 1), new ones at each step.
  case normal
  /// Independent draws from [0, 1), new ones at each step.
  case uniform
}
