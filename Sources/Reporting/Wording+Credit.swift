import GradeModel

// The sentences to a student about time: what counts, how late it was, and what is left.

extension Wording {
  /// Returns one line, such as "Attempt 2 counts: one day late, credited at 80 %. 2 tokens left."
  static func credit(_ credit: Credit) -> String {
    if let obstacle = credit.obstacle { return self.obstacle(obstacle) }
    guard let attempt = credit.attempt else { return self.obstacle(.nothingHandedIn) }
    var sentence = "Attempt \(attempt) counts: "
    sentence += credit.secondsLate > 0 ? "\(duration(credit.secondsLate)) late" : "in time"
    if credit.isExtended { sentence += credit.secondsLate > 0 ? " after the extension" : " by an extension" }
    if credit.tokensUsed > 0 { sentence += ", made up for with \(tokens(credit.tokensUsed))" }
    if credit.percent != 100 {
      sentence += ", credited at \(Numerals.trimmed(Numerals.fixed(credit.percent, places: 1))) %"
    }
    sentence += "."
    if let left = credit.tokensLeft { sentence += " \(tokens(left).capitalizedFirst) left." }
    return sentence
  }

  static func mark(_ mark: String, of maximum: String) -> String { "The mark is \(mark) of \(maximum)." }

  private static func obstacle(_ obstacle: CreditObstacle) -> String {
    switch obstacle {
    case .nothingHandedIn: "Nothing was handed in."
    case .afterClose: "Every attempt came after the close, and none counts."
    case .instantUnknown: "When it was handed in is not known, and its credit depends on that: your teacher decides."
    case .notGraded: "An attempt that may count has no grade yet."
    }
  }

  private static func tokens(_ count: Int) -> String {
    count == 0 ? "no token" : count == 1 ? "one token" : "\(count) tokens"
  }

  /// Returns whole days, hours or minutes, rounded up: a started day is a day.
  private static func duration(_ seconds: Int) -> String {
    let units = [("day", 86_400), ("hour", 3600), ("minute", 60)]
    let (unit, size) = units.first { seconds >= $0.1 } ?? ("minute", 60)
    let count = (seconds + size - 1) / size
    return count == 1 ? "one \(unit)" : "\(count) \(unit)s"
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
