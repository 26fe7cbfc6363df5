extension Policy {
  /// Two rules that cannot both be meant.
  package enum Contradiction: Equatable, Sendable {
    /// A step that ends no later than the one before it.
    case stepOutOfOrder(Int)
    /// A step that credits more than an earlier one.
    case creditRises(Int)
    /// A close before a step ends: its credit could never be earned.
    case closesBeforeStep(Int)
    /// Tokens, where nothing is ever late.
    case tokensWithoutDue
    /// Tokens, of which nobody has one.
    case noTokens
    /// More tokens for one assignment than there are.
    case mostIsMoreThanAll(most: Int, all: Int)
    /// Tokens that reach nowhere, because the close is when work is due.
    case tokensBeyondClose
    /// The last in time, where there is no time.
    case inTimeWithoutDue
  }

  package var contradictions: [Contradiction] {
    var found: [Contradiction] = []
    for index in credit.indices.dropFirst() {
      if credit[index].until <= credit[index - 1].until { found.append(.stepOutOfOrder(index)) }
      if credit[index].percent > credit[index - 1].percent { found.append(.creditRises(index)) }
    }
    if let closes, let index = credit.firstIndex(where: { $0.until > closes }) {
      found.append(.closesBeforeStep(index))
    }
    if counts == .lastInTime, credit.isEmpty { found.append(.inTimeWithoutDue) }
    guard let tokens else { return found }
    let all = tokens.student + tokens.group
    if all == 0 { found.append(.noTokens) }
    if let most = tokens.most, most > all, all > 0 { found.append(.mostIsMoreThanAll(most: most, all: all)) }
    if credit.isEmpty { found.append(.tokensWithoutDue) }
    if let closes, let due, closes == due { found.append(.tokensBeyondClose) }
    return found
  }
}
