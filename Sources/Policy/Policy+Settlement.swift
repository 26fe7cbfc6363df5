internal import GradeModel

extension Policy {
  /// Settles a student's mark.
  ///
  /// A favour never harms: an attempt that counts only by a token or an extension takes the place of an earlier one only
  /// if it is worth more. Tokens are used by themselves, as few as the best mark needs, and none for an early bonus.
  package func settle(_ handIns: [HandIn], _ standing: Standing = Standing()) -> Settlement {
    let purse = Purse(tokens, standing)
    var credit = Credit(tokensLeft: tokens == nil ? nil : purse.total)
    guard !handIns.isEmpty else {
      credit.obstacle = .nothingHandedIn
      return Settlement(mark: 0, credit: credit)
    }
    let shift = shift(for: standing)
    let ordered = handIns.sorted(by: Self.comesBefore)
    var best: Worth?
    var mayBe = 0.0
    var unknown: CreditObstacle?
    for index in candidates(ordered, shift, purse) {
      let handIn = ordered[index]
      if handIn.instant == nil, handIn.isMarkedLate || handIn.isTimeless, hasTimes {
        (mayBe, unknown) = (.infinity, .instantUnknown)
        continue
      }
      guard let percent = handIn.percent else {
        let most = worth(handIn, percent: 100, shift, purse).mark
        if most > mayBe { (mayBe, unknown) = (most, .notGraded) }
        continue
      }
      let worth = worth(handIn, percent: percent, shift, purse)
      if best.map(worth.isBetter) ?? true { best = worth }
    }
    if let unknown, mayBe > best?.mark ?? 0 {
      credit.obstacle = unknown
      return Settlement(mark: nil, credit: credit)
    }
    guard let best else {
      credit.obstacle = .afterClose
      return Settlement(mark: 0, credit: credit)
    }
    credit.attempt = best.number
    credit.percent = best.credit
    credit.secondsLate = best.instant.map { late($0, shift) } ?? 0
    credit.isExtended = shift > 0 && isChanged(best, by: shift, purse, in: ordered)
    credit.tokensUsed = best.tokens
    credit.tokensLeft = credit.tokensLeft.map { $0 - best.tokens }
    let counted = ordered.first { $0.number == best.number }
    let group = min(best.tokens, counted.map { purse.usable(for: $0).group } ?? 0)
    return Settlement(mark: best.mark, credit: credit, studentTokens: best.tokens - group, groupTokens: group)
  }

  /// True if the attempt that counts would be later, or worth less, or need more tokens without the extension.
  private func isChanged(_ best: Worth, by shift: Int, _ purse: Purse, in handIns: [HandIn]) -> Bool {
    guard let handIn = handIns.first(where: { $0.number == best.number }), let instant = handIn.instant else {
      return false
    }
    let without = worth(handIn, percent: handIn.percent ?? 0, 0, purse)
    return without.credit != best.credit || without.tokens != best.tokens || late(instant, 0) != late(instant, shift)
  }

  /// Returns the seconds after the due instant; grace is no lateness.
  private func late(_ instant: Int, _ shift: Int) -> Int {
    guard let due, instant > due + shift + grace else { return 0 }
    return instant - due - shift
  }

  /// The order of time; of one instant or none, that of the numbers.
  static func comesBefore(_ one: HandIn, _ other: HandIn) -> Bool {
    let (a, b) = (one.instant ?? .min, other.instant ?? .min)
    return a == b ? one.number < other.number : a < b
  }

  /// Returns the positions of the attempts that may count: the one that counts without any favour, and those that a favour
  /// would put in its place.
  private func candidates(_ ordered: [HandIn], _ shift: Int, _ purse: Purse) -> [Int] {
    func plain(_ index: Int) -> Double { share(ordered[index], 0) }
    func favoured(_ index: Int) -> Double { share(ordered[index], shift, purse).percent }
    switch counts {
    case .best: return ordered.indices.filter { favoured($0) > 0 }
    case .first: return favoured(0) > 0 ? [0] : []
    case .last:
      let base = ordered.indices.last { plain($0) > 0 } ?? -1
      return ordered.indices.filter { $0 == base || $0 > base && favoured($0) > 0 }
    case .lastInTime:
      let inTime = ordered.indices.last { plain($0) >= 100 }
      let base = inTime ?? ordered.indices.last { plain($0) > 0 } ?? -1
      return ordered.indices.filter {
        $0 == base || favoured($0) >= 100 && $0 > inTime ?? -1
          // Without any credit but by favours, all of which are less than full.
          || base < 0 && favoured($0) > 0
      }
    }
  }
}

/// An attempt's worth with as few tokens as give the most.
private struct Worth {
  let number: Int
  let instant: Int?
  let credit: Double
  let tokens: Int
  let mark: Double

  /// True if it is worth more; of equal worth, if it needs fewer tokens.
  func isBetter(than other: Worth) -> Bool {
    mark == other.mark ? tokens < other.tokens : mark > other.mark
  }
}

extension Policy {
  fileprivate func worth(_ handIn: HandIn, percent: Double, _ shift: Int, _ purse: Purse) -> Worth {
    // Of nothing, any share is nothing.
    let (credit, tokens) = percent > 0 ? share(handIn, shift, purse) : (share(handIn, shift), 0)
    return Worth(
      number: handIn.number, instant: handIn.instant, credit: credit, tokens: tokens, mark: percent * credit / 100)
  }
}
