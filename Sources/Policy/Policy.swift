package import GradeModel

/// A course's rules on time: what an attempt at an instant is worth, and which attempt counts.
///
/// Nothing here looks at a clock. A mark is a function of the attempts, the policy and the student's extension, so that
/// grading again a year later gives the same.
package struct Policy: Equatable, Sendable {
  /// The credit of attempts up to an instant.
  package struct Step: Equatable, Sendable {
    /// Seconds since 1970, included.
    package var until: Int
    package var percent: Double

    package init(until: Int, percent: Double) {
      self.until = until
      self.percent = percent
    }
  }

  /// Time that students may take without asking.
  package struct Tokens: Equatable, Sendable {
    package var student = 0
    package var group = 0
    /// The seconds that one token buys.
    package var each: Int
    /// The most for one assignment; `nil` for all that there are.
    package var most: Int?

    package init(student: Int = 0, group: Int = 0, each: Int, most: Int? = nil) {
      self.student = student
      self.group = group
      self.each = each
      self.most = most
    }
  }

  /// The attempt that counts.
  package enum Counting: String, CaseIterable, Sendable {
    case last, best, first
    /// The last one in time; the last of all if none is.
    case lastInTime
  }

  /// In the order of time; the percentages fall. After the last one, which is the soft close, nothing is credited without
  /// a token or an extension.
  package var credit: [Step] = []
  /// Seconds by which a hand-in may miss an instant without being late.
  package var grace = 0
  /// The hard close: no token reaches beyond it. An extension moves it for its student.
  package var closes: Int?
  package var tokens: Tokens?
  package var counts = Counting.last
  /// The place whose clocks show the instants that have no offset from UTC.
  package var zone: Zone?

  package init() {}

  /// The instant up to which there is full credit; of less than full credit alone, the first instant.
  package var due: Int? { (credit.last { $0.percent >= 100 } ?? credit.first)?.until }

  /// The highest percentage of the steps, where none gives full credit.
  package var highestBelowFull: Double? { credit.map(\.percent).max().flatMap { $0 < 100 ? $0 : nil } }

  /// True if a mark depends on the instant at which something was handed in.
  package var hasTimes: Bool { due != nil || closes != nil }

  /// Returns the seconds by which all instants move for a student. Where nothing is due, an extension is of the close.
  func shift(for standing: Standing) -> Int { standing.extended?.seconds(from: due ?? closes) ?? 0 }

  /// True if an extension moves anything: not one until an instant before the work is due anyway.
  package func gives(time granted: Extension) -> Bool {
    due ?? closes != nil && granted.seconds(from: due ?? closes) > 0
  }
}

/// More time for one student.
package enum Extension: Equatable, Sendable {
  /// An instant at which the student's work is due; at which it closes, by a policy that knows nothing else.
  case until(Int)
  /// Seconds.
  case by(Int)

  /// Returns the seconds by which an instant moves.
  fileprivate func seconds(from end: Int?) -> Int {
    switch self {
    case .until(let instant): max(0, instant - (end ?? instant))
    case .by(let seconds): max(0, seconds)
    }
  }
}

/// An attempt as a policy sees it.
package struct HandIn: Equatable, Sendable {
  /// No two of a student have the same.
  package var number: Int
  /// Seconds since 1970; `nil` if nobody knows.
  package var instant: Int?
  package var isMarkedLate: Bool
  /// True if nobody can say whether it was in time: it has no instant, and the service marks none that was late.
  package var isTimeless = false
  /// Of the points, before any credit; `nil` for a grade that is withheld.
  package var percent: Double?
  /// True if one student has handed it in, who may be in a group too.
  package var isAlone: Bool

  package init(
    number: Int, instant: Int?, isMarkedLate: Bool = false, percent: Double?, isAlone: Bool = false
  ) {
    self.number = number
    self.instant = instant
    self.isMarkedLate = isMarkedLate
    self.percent = percent
    self.isAlone = isAlone
  }
}

/// A student's extension, and the tokens that are spent already.
package struct Standing: Equatable, Sendable {
  package var extended: Extension?
  /// True if a group hands in, whose tokens are taken before the student's.
  package var isGroup = false
  /// Tokens used for other assignments.
  package var studentTokensSpent = 0
  package var groupTokensSpent = 0

  package init() {}
}

/// A student's mark, and how it came about.
package struct Settlement: Equatable, Sendable {
  /// Of the points, after credit; `nil` if it cannot be told, see `credit.obstacle`. Nothing handed in is 0.
  package var mark: Double?
  package var credit: Credit
  package var studentTokens = 0
  package var groupTokens = 0
}
