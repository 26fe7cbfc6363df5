/// The tokens that one student may use for one assignment.
struct Purse {
  /// The group's come first.
  let group: Int
  private let student: Int
  private let limit: Int?
  var total: Int { student + group }
  /// For this assignment.
  var most: Int { min(total, limit ?? total) }

  init(_ tokens: Policy.Tokens?, _ standing: Standing) {
    student = max(0, (tokens?.student ?? 0) - max(0, standing.studentTokensSpent))
    group = standing.isGroup ? max(0, (tokens?.group ?? 0) - max(0, standing.groupTokensSpent)) : 0
    limit = tokens?.most
  }

  private init(student: Int, limit: Int?) { (group, self.student, self.limit) = (0, student, limit) }

  /// Returns those for one attempt: a group's are for what it has handed in together.
  func usable(for handIn: HandIn) -> Purse { handIn.isAlone ? Purse(student: student, limit: limit) : self }
}

extension Policy {
  /// Returns the percentage of an attempt when all instants are moved by so many seconds.
  func share(_ handIn: HandIn, _ shift: Int) -> Double {
    guard let instant = handIn.instant else {
      // Nobody can say that it was late, or that it was early.
      return credit.isEmpty ? 100 : min(100, credit[0].percent)
    }
    if let closes, instant > closes + shift + grace { return 0 }
    return share(at: instant, shift)
  }

  /// Returns the highest percentage that tokens give, and the fewest that do.
  func share(_ handIn: HandIn, _ shift: Int, _ purse: Purse) -> (percent: Double, tokens: Int) {
    var best = (percent: share(handIn, shift), tokens: 0)
    guard let instant = handIn.instant, let tokens, best.percent < 100,
      closes.map({ instant <= $0 + shift + grace }) ?? true
    else { return best }
    for count in stride(from: 1, through: purse.usable(for: handIn).most, by: 1) {
      // No early bonus: a token makes up for lateness.
      let percent = min(100, share(at: instant - count * tokens.each, shift))
      if percent > best.percent { best = (percent, count) }
      if percent >= 100 { break }
    }
    return best
  }

  private func share(at instant: Int, _ shift: Int) -> Double {
    if credit.isEmpty { return 100 }
    for step in credit where instant <= step.until + shift + grace { return step.percent }
    return 0
  }
}
