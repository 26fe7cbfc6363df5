extension Check {
  /// Whether the points make sense: finite, from 0 to the maximum, and none for an outcome that earns nothing.
  ///
  /// A check that is not sound is a fault of the grader. It withholds the grade instead of passing for marks.
  package var isSound: Bool {
    guard points.isFinite, maximum.isFinite, points >= 0, maximum >= 0 else { return false }
    // Points are sums and fractions of the maximum, so that their last digit may be off.
    return points <= maximum * (1 + 1e-9) && (outcome.mayEarn || points == 0)
  }

  /// Whether the check earned all there was to earn.
  package var isFull: Bool { isSound && outcome.mayEarn && points >= maximum }

  /// The points that count: never more than the maximum, and none where they make no sense.
  package var earned: Double { isSound ? min(points, maximum) : 0 }

  /// The part of the maximum that counts: none where it makes no sense.
  package var worth: Double { maximum.isFinite ? max(maximum, 0) : 0 }
}
