import Tensors
import Testing

@testable import Policy

/// Properties that hold for every policy and every history, on a million of them.
@Suite struct RandomHistoryTests {
  @Test(arguments: 0..<4) func hold(_ part: Int) {
    var draw = Draw(seed: UInt64(part))
    for _ in 0..<250_000 {
      let policy = draw.policy()
      let standing = draw.standing()
      let handIns = draw.handIns()
      let settled = policy.settle(handIns, standing)
      check(policy, standing, handIns, settled)
      switch draw.below(6) {
      case 0: orderOfArrival(policy, standing, handIns, settled, &draw)
      case 1: moreTime(policy, standing, handIns, settled, by: draw.below(40))
      case 2: moreTokens(policy, standing, handIns, settled)
      case 3: fewerTokens(policy, standing, handIns, settled)
      case 4: laterHandIn(policy, standing, &draw)
      default: untilAnInstant(policy, standing, 20 + draw.below(60))
      }
    }
  }

  private func check(_ policy: Policy, _ standing: Standing, _ handIns: [HandIn], _ settled: Settlement) {
    let credit = settled.credit
    let all = credit.tokensUsed >= 0 && settled.studentTokens >= 0 && settled.groupTokens >= 0
    // Compared by hand: an expectation costs more than what it expects.
    if !all || credit.tokensLeft ?? 0 < 0 || settled.studentTokens + settled.groupTokens != credit.tokensUsed
      || credit.tokensUsed > policy.tokens?.most ?? .max
    {
      Issue.record("tokens of \(settled) by \(policy), \(standing), \(handIns)")
    }
    if let attempt = credit.attempt, !handIns.contains(where: { $0.number == attempt }) {
      Issue.record("attempt \(attempt) is none of \(handIns)")
    }
    if settled.mark == nil, credit.obstacle == nil { Issue.record("no mark and no reason: \(policy), \(handIns)") }
  }

  private func orderOfArrival(
    _ policy: Policy, _ standing: Standing, _ handIns: [HandIn], _ settled: Settlement, _ draw: inout Draw
  ) {
    var shuffled = handIns
    for index in shuffled.indices { shuffled.swapAt(index, draw.below(shuffled.count)) }
    if policy.settle(shuffled, standing) != settled { Issue.record("order matters: \(policy), \(handIns)") }
  }

  private func moreTime(
    _ policy: Policy, _ standing: Standing, _ handIns: [HandIn], _ settled: Settlement, by seconds: Int
  ) {
    var extended = standing
    extended.extended = .by(policy.shift(for: standing) + seconds)
    let longer = policy.settle(handIns, extended)
    if longer.mark ?? .infinity < settled.mark ?? -.infinity {
      Issue.record("an extension lowers \(settled) to \(longer): \(policy), \(standing), \(handIns)")
    }
  }

  /// Work up to the instant of an extension is worth what is worth up to the end that the policy knows.
  private func untilAnInstant(_ policy: Policy, _ standing: Standing, _ instant: Int) {
    guard let end = policy.due ?? policy.closes, instant >= end else { return }
    var (plain, extended) = (standing, standing)
    (plain.extended, extended.extended) = (nil, .until(instant))
    let inTime = policy.settle([HandIn(number: 1, instant: end, percent: 100)], plain)
    let later = policy.settle([HandIn(number: 1, instant: instant, percent: 100)], extended)
    if inTime.mark != later.mark { Issue.record("until \(instant): \(inTime), \(later), \(policy), \(standing)") }
  }

  private func moreTokens(_ policy: Policy, _ standing: Standing, _ handIns: [HandIn], _ settled: Settlement) {
    guard policy.tokens != nil else { return }
    var richer = policy
    richer.tokens?.student += 1
    let other = richer.settle(handIns, standing)
    if other.mark ?? .infinity < settled.mark ?? -.infinity {
      Issue.record("a token lowers \(settled) to \(other): \(policy), \(standing), \(handIns)")
    }
  }

  private func fewerTokens(_ policy: Policy, _ standing: Standing, _ handIns: [HandIn], _ settled: Settlement) {
    guard settled.credit.tokensUsed > 0, let mark = settled.mark else { return }
    var poorer = policy
    poorer.tokens?.most = settled.credit.tokensUsed - 1
    let other = poorer.settle(handIns, standing)
    // An attempt without a grade may be worth more then, and nothing is known.
    if let known = other.mark, known >= mark {
      Issue.record("an idle token: \(settled), \(other), \(policy), \(handIns)")
    }
  }

  private func laterHandIn(_ policy: Policy, _ standing: Standing, _ draw: inout Draw) {
    let instant = draw.below(100)
    let credits = [instant, instant + draw.below(40)].map {
      policy.settle([HandIn(number: 1, instant: $0, percent: 100)], standing).mark ?? -1
    }
    if credits[1] > credits[0] { Issue.record("later is worth more: \(credits), \(policy), \(standing)") }
  }
}

/// Draws policies and histories in which a second is as long as a day.
private struct Draw {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func below(_ bound: Int) -> Int { bound < 1 ? 0 : Int(generator.next() % UInt64(bound)) }

  mutating func policy() -> Policy {
    var policy = Policy()
    var (until, percent) = (20 + below(20), 120.0)
    for _ in 0..<below(5) {
      policy.credit.append(.init(until: until, percent: percent))
      until += 1 + below(15)
      percent = max(0, percent - Double(below(4) * 20))
    }
    policy.grace = below(3)
    if below(2) == 0 { policy.closes = (policy.credit.last?.until ?? 40) + below(20) }
    if below(2) == 0 { policy.tokens = .init(student: below(4), group: below(3), each: 1 + below(10)) }
    if policy.tokens != nil, below(3) == 0 { policy.tokens?.most = below(4) }
    policy.counts = Policy.Counting.allCases[below(4)]
    return policy
  }

  mutating func standing() -> Standing {
    var standing = Standing()
    switch below(4) {
    case 0: standing.extended = .by(below(30))
    case 1: standing.extended = .until(20 + below(60))
    default: break
    }
    standing.isGroup = below(2) == 0
    standing.studentTokensSpent = below(3)
    standing.groupTokensSpent = below(3)
    return standing
  }

  mutating func handIns() -> [HandIn] {
    var handIns: [HandIn] = []
    for number in 0..<below(6) {
      handIns.append(
        HandIn(
          number: number, instant: below(20) == 0 ? nil : below(100), isMarkedLate: below(10) == 0,
          percent: below(20) == 0 ? nil : Double(below(11) * 10), isAlone: below(3) == 0))
    }
    return handIns
  }
}
