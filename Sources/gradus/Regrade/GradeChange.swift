import Gradebook

/// One submission as it counts and as it would. A batch and a regrading decide alike which of the two is to count.
struct GradeChange: Sendable {
  var attempt: Gradebook.Attempt
  var old: Gradebook.Mark
  var new: Gradebook.Mark

  /// True if the new grade is to count. A withheld one never takes the place of a grade.
  func counts(allowLower: Bool) -> Bool {
    !new.isWithheld && (old.isWithheld || allowLower || new.points >= old.points)
  }

  /// True if the student would read another grade than before.
  var isMove: Bool {
    old.isWithheld != new.isWithheld || !old.isWithheld && old.points != new.points
  }
}
