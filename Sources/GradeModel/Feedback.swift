/// The amount that is told of a case. Each level tells what the ones before it do.
package enum FeedbackLevel: String, Codable, CaseIterable, Comparable, Sendable {
  /// The case is left out.
  case nothing
  /// Each quantity's outcome and points.
  case verdict
  /// The step, the parameter and the line at which something is wrong.
  case place = "where"
  /// The mistake, in words.
  case why
  /// Numbers, formulas, and what the program itself prints.
  case numbers

  package static func < (a: Self, b: Self) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }
}

/// The occasion of a grading, as courses tell them apart.
package enum Phase: String, Codable, CaseIterable, Sendable {
  /// The student herself, as often as she likes.
  case practice
  /// A submission before it is due.
  case beforeDue
  case afterDue
  /// More submissions than are allowed.
  case pastLimit
  /// The one that counts.
  case last
  case staff
}

/// The levels of each phase.
package struct Feedback: Equatable, Sendable {
  /// The levels for the cases that a student may see, and for hidden ones.
  package struct Levels: Equatable, Sendable {
    package var open: FeedbackLevel
    package var hidden: FeedbackLevel

    package init(open: FeedbackLevel, hidden: FeedbackLevel) {
      self.open = open
      self.hidden = hidden
    }
  }

  private var levels: [Phase: Levels]

  /// The levels of a manifest that names none: all of what a student could work out herself, and of hidden cases how they end.
  package static let standard = Feedback(levels: [
    .practice: Levels(open: .numbers, hidden: .verdict),
    .beforeDue: Levels(open: .numbers, hidden: .verdict),
    .afterDue: Levels(open: .numbers, hidden: .verdict),
    .pastLimit: Levels(open: .verdict, hidden: .nothing),
    .last: Levels(open: .numbers, hidden: .verdict),
    .staff: Levels(open: .numbers, hidden: .numbers),
  ])

  package subscript(phase: Phase) -> Levels {
    get { levels[phase] ?? Levels(open: .nothing, hidden: .nothing) }
    set { levels[phase] = newValue }
  }
}
