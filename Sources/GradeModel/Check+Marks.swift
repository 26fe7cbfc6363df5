extension Check {
  /// True if the points make sense: finite, from 0 to the maximum, and 0 for an outcome that earns nothing. A run that
  /// stopped may have earned its share, which is never all.
  ///
  /// A check that is not sound is a fault of the grader. It withholds the grade instead of passing for marks.
  package var isSound: Bool {
    guard points.isFinite, maximum.isFinite, points >= 0, maximum >= 0 else { return false }
    return points.isAtMost(most)
  }

  /// The most points that the outcome may earn.
  private var most: Double {
    if outcome.mayEarn { return maximum }
    guard outcome.keepsSteps, let stop, stop.fullSteps < stop.steps else { return 0 }
    return maximum * stop.share
  }

  /// True if the check earned all its points.
  package var isFull: Bool { isSound && outcome.mayEarn && points >= maximum }

  /// The points that count: never more than the maximum, and 0 for a check that is not sound.
  package var earned: Double { isSound ? min(points, maximum) : 0 }

  /// The maximum that counts: 0 if it is negative or not finite.
  package var worth: Double { maximum.isFinite ? max(maximum, 0) : 0 }
}
