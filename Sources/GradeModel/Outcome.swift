/// The end of one check: one name for each cause, never folded into one another.
package enum Outcome: String, Codable, CaseIterable, Sendable {
  /// The quantity is right, and so is everything it is computed from.
  case correct
  /// The quantity's equation holds on the student's own, wrong, upstream values.
  case followThrough
  /// The equation holds, but on values that could not have exposed a mistake: earns nothing.
  case unproven
  /// The quantity differs from what its equation gives.
  case incorrect
  /// The submission does not report the quantity, or not for every step and parameter.
  case missing
  /// The check was not run; the message gives the reason.
  case skipped
  /// The submission's process died; the message gives the reason and the place.
  case crashed
  /// The submission did not finish within its limit.
  case timedOut
  /// Two runs on the same inputs gave different values: neither can be graded.
  case nondeterministic
  /// The submission does not compile, link or load.
  case notBuilt
  /// Something was handed in that cannot be opened, such as a damaged archive: a person has to look, and there is no grade.
  case unreadable
  /// The submission wrote to the grader's own channel, or answered what was not asked.
  case tampered
  /// A fault of the grader: it withholds the grade and never costs a student marks.
  case graderError

  /// True if the outcome may earn points.
  package var mayEarn: Bool { self == .correct || self == .followThrough }

  /// True if a run that ended so keeps the points of the steps before.
  package var keepsSteps: Bool { self == .crashed || self == .timedOut || self == .missing }
}
