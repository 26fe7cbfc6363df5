import GradeModel
import Gradebook

/// One submission as it counts and as it would. A batch and a regrading decide alike which of the two is to count.
struct GradeChange: Sendable {
  var attempt: Gradebook.Attempt
  var old: Gradebook.Mark
  var new: Gradebook.Mark

  /// True if the new grade is to count. A withheld one never takes the place of a grade.
  func counts(allowLower: Bool) -> Bool {
    !new.isWithheld && (old.isWithheld || allowLower || !isFall)
  }

  /// True if the student would lose by it. After a change of the assignment's points, shares of them are compared: 60 of 100
  /// is less than 9 of 10.
  var isFall: Bool { !old.share(beside: new).isAtMost(new.share(beside: old)) }

  /// True if the student would gain by it.
  var isRise: Bool { !new.share(beside: old).isAtMost(old.share(beside: new)) }

  /// True if the student would read another grade than before.
  var isMove: Bool {
    old.isWithheld != new.isWithheld || !old.isWithheld && (isFall || isRise)
  }
}

extension Gradebook.Mark {
  /// The points, or their share of the maximum where another mark has another maximum.
  fileprivate func share(beside other: Gradebook.Mark) -> Double {
    maximum == other.maximum || maximum <= 0 ? points : points / maximum
  }
}
