/// The credit of the attempt that counts: a fact of its instant and the course's policy, beside what is right in it.
package struct Credit: Codable, Equatable, Sendable {
  /// The attempt's number; `nil` if none counts.
  package var attempt: Int?
  /// The share of the points that is credited: 100, less for a late attempt, more for an early one.
  package var percent: Double
  /// Seconds after the attempt was due, extension included; 0 if it was in time.
  package var secondsLate: Int
  /// True if an extension has made the attempt less late, or its credit higher.
  package var isExtended: Bool
  package var tokensUsed: Int
  /// `nil` if the policy has no tokens.
  package var tokensLeft: Int?
  /// The reason for a mark that cannot be told, or for none.
  package var obstacle: CreditObstacle?

  package init(
    attempt: Int? = nil, percent: Double = 0, secondsLate: Int = 0, isExtended: Bool = false, tokensUsed: Int = 0,
    tokensLeft: Int? = nil,
    obstacle: CreditObstacle? = nil
  ) {
    self.attempt = attempt
    self.percent = percent
    self.secondsLate = secondsLate
    self.isExtended = isExtended
    self.tokensUsed = tokensUsed
    self.tokensLeft = tokensLeft
    self.obstacle = obstacle
  }
}

/// A reason why a student has no mark.
package enum CreditObstacle: String, Codable, CaseIterable, Sendable {
  case nothingHandedIn
  /// Every attempt came after the close.
  case afterClose
  /// No instant, and a mark of lateness or nobody who would have marked it.
  case instantUnknown
  /// An attempt that may count has no grade yet.
  case notGraded
}
