import GradeModel
import Testing

@testable import Policy

/// Marks worked out by hand. The day is the unit: work is due at the end of day 10.
@Suite struct SettlementTests {
  static let day = 86_400

  /// 110 % up to day 8, 100 % up to 10, 80 % up to 12.
  static var policy: Policy {
    var policy = Policy()
    policy.credit = [(8, 110.0), (10, 100), (12, 80)].map { .init(until: $0.0 * day, percent: $0.1) }
    return policy
  }

  static func handIn(_ number: Int, day: Double?, _ percent: Double?, isMarkedLate: Bool = false) -> HandIn {
    HandIn(number: number, instant: day.map { Int($0 * 86_400) }, isMarkedLate: isMarkedLate, percent: percent)
  }

  @Test(arguments: [(7, 110.0), (8, 110), (8.1, 100), (10, 100), (10.1, 80), (12, 80), (12.1, 0)])
  func creditFollowsTheTimeline(_ day: Double, _ percent: Double) {
    let settled = Self.policy.settle([Self.handIn(1, day: day, 50)])
    #expect(settled.mark == 50 * percent / 100)
  }

  /// The student is told where an extension decides, and nowhere else.
  @Test(arguments: [
    (9.5, false, 0.0, 100.0), (11, true, 0, 100), (12.5, true, 0.5, 80), (8.5, true, 0, 110), (7, false, 0, 110),
  ])
  func anExtensionIsToldWhereItDecides(_ day: Double, _ isExtended: Bool, _ late: Double, _ percent: Double) {
    var standing = Standing()
    standing.extended = .by(day == 9.5 ? 1 : 2 * Self.day)
    let credit = Self.policy.settle([Self.handIn(1, day: day, 50)], standing).credit
    #expect(credit.isExtended == isExtended)
    #expect(credit.secondsLate == Int(late * 86_400))
    #expect(credit.percent == percent)
  }

  /// Work is due on day 10.
  @Test func anExtensionMayGiveNothing() {
    let policy = Self.policy
    #expect(policy.gives(time: .until(10 * Self.day + 1)) && policy.gives(time: .by(1)))
    #expect(!policy.gives(time: .until(10 * Self.day)) && !policy.gives(time: .until(1)) && !policy.gives(time: .by(0)))
    #expect(!Policy().gives(time: .by(Self.day)))
  }

  /// The first attempt is the group's and is worth little, the second one is the student's own and a day late.
  @Test(arguments: [(true, 10.0, 1), (false, 90, 0)]) func aGroupsTokensAreForItsWork(
    isAlone: Bool, mark: Double, left: Int
  ) {
    var policy = Policy()
    policy.credit = [.init(until: 10 * Self.day, percent: 100)]
    policy.tokens = .init(group: 1, each: Self.day)
    var standing = Standing()
    standing.isGroup = true
    var late = Self.handIn(2, day: 11, 90)
    late.isAlone = isAlone
    let settled = policy.settle([Self.handIn(1, day: 9, 10), late], standing)
    #expect(settled.mark == mark && settled.credit.tokensLeft == left)
    #expect(settled.groupTokens == 1 - left && settled.studentTokens == 0)
  }

  static func changed(_ change: (inout Policy) -> Void) -> Policy {
    var policy = Self.policy
    change(&policy)
    return policy
  }

  static let contradictory: [(policy: Policy, expected: [Policy.Contradiction])] = [
    (changed { $0.credit.swapAt(0, 1) }, [.stepOutOfOrder(1), .creditRises(1)]),
    (changed { $0.closes = 11 * day }, [.closesBeforeStep(2)]),
    (changed { ($0.credit, $0.tokens) = ([], .init(student: 1, each: day)) }, [.tokensWithoutDue]),
    (changed { $0.tokens = .init(each: day) }, [.noTokens]),
    (
      changed { $0.tokens = .init(student: 1, group: 1, each: day, most: 3) }, [.mostIsMoreThanAll(most: 3, all: 2)]
    ),
    (
      changed { ($0.credit, $0.closes, $0.tokens) = ($0.credit.dropLast(), 10 * day, .init(student: 1, each: day)) },
      [.tokensBeyondClose]
    ),
    (changed { ($0.credit, $0.counts) = ([], .lastInTime) }, [.inTimeWithoutDue]),
    (changed { ($0.closes, $0.tokens) = (12 * day, .init(student: 1, each: day, most: 1)) }, []),
  ]

  /// A policy of a close alone: an extension is of the close.
  @Test(arguments: [(10, 50.0), (11, 50), (14, 50), (14.1, 0)]) func anExtensionMovesACloseAlone(
    _ day: Double, _ mark: Double
  ) {
    var policy = Policy()
    policy.closes = 10 * Self.day
    var standing = Standing()
    standing.extended = .until(14 * Self.day)
    #expect(policy.settle([Self.handIn(1, day: day, 50)], standing).mark == mark)
  }

  @Test(arguments: contradictory.indices) func contradictions(_ index: Int) {
    let (policy, expected) = Self.contradictory[index]
    #expect(policy.contradictions == expected)
  }
}
