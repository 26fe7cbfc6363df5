/// How one check ended: one name for each cause, never folded into one another.
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
  /// The check was not run; the message says because of what.
  case skipped
  /// The submission's process died; the message says of what and where.
  case crashed
  /// The submission did not finish within its limit.
  case timedOut
  /// Two runs on the same inputs gave different values, so that neither can be graded.
  case nondeterministic
  /// The submission does not compile, link or load.
  case notBuilt
  /// The submission wrote to the grader's own channel, or answered what was not asked.
  case tampered
  /// Our own fault: it withholds the grade and never costs a student marks.
  case graderError

  /// Whether the outcome may earn points at all; everything else earns nothing.
  package var mayEarn: Bool { self == .correct || self == .followThrough }
}
