import GradeModel
import Testing

@Suite struct MarksTests {
  static func check(_ outcome: Outcome, _ points: Double, of maximum: Double) -> Check {
    Check(caseID: "usual", quantity: "m", outcome: outcome, points: points, maximum: maximum)
  }

  static func report(_ checks: [Check], obstacle: Obstacle? = nil) -> Report {
    Report(
      submission: SubmissionIdentity(name: "ada", files: ["Adam.swift"]),
      assignment: AssignmentIdentity(id: "10-adam", title: "Adam", recipe: "adam", convention: "outsideRoot"),
      timestamp: "2026-01-31T12:00:00", sandbox: "process", toolchain: "Swift", obstacle: obstacle, checks: checks)
  }

  @Test(arguments: Outcome.allCases) func onlyTwoOutcomesReachFullMarks(_ outcome: Outcome) {
    let earns = outcome == .correct || outcome == .followThrough
    let report = Self.report([Self.check(outcome, earns ? 2 : 0, of: 2)])
    #expect((report.exitCode == .fullMarks) == earns)
    #expect(report.points == (earns ? 2 : 0))
    #expect(report.maximum == 2)
  }

  @Test(arguments: Outcome.allCases.filter { !$0.mayEarn }) func pointsForWhatEarnsNothingWithhold(_ outcome: Outcome) {
    let report = Self.report([Self.check(outcome, 1, of: 2)])
    #expect(report.exitCode == .graderError)
    #expect(report.points == 0)
  }

  /// A run that stopped may have earned its share, and no more.
  @Test(arguments: Outcome.allCases) func aStoppedRunEarnsItsShare(_ outcome: Outcome) {
    func isSound(_ points: Double, _ fullSteps: Int) -> Bool {
      var check = Self.check(outcome, points, of: 2)
      check.stop = .init(fullSteps: fullSteps, steps: 4)
      return check.isSound
    }
    let stops = outcome == .crashed || outcome == .timedOut || outcome == .missing
    #expect(isSound(1, 2) == (stops || outcome.mayEarn))
    #expect(isSound(1.5, 2) == outcome.mayEarn)
    #expect(isSound(2, 4) == outcome.mayEarn && isSound(0, 4))
    var check = Self.check(outcome, 1, of: 2)
    check.stop = .init(fullSteps: 2, steps: 4)
    #expect(!check.isFull)
  }

  @Test(
    arguments: [
      (.nan, 2), (.infinity, 2), (-.infinity, 2), (-1, 2), (3, 2), (2, .nan), (2, .infinity), (.infinity, .infinity),
      (0, -1), (-1, -1),
    ] as [(Double, Double)]
  ) func pointsThatMakeNoSenseWithholdTheGrade(_ points: Double, _ maximum: Double) {
    let report = Self.report([Self.check(.correct, 1, of: 1), Self.check(.correct, points, of: maximum)])
    #expect(report.isWithheld)
    #expect(report.exitCode == .graderError)
    #expect(report.points == 1)
    #expect(report.maximum.isFinite)
  }

  @Test func aLastDigitTooMuchIsNoFaultAndNoBonus() {
    // 0.1 + 0.2 is the double above 0.3.
    let report = Self.report([Self.check(.correct, 0.1 + 0.2, of: 0.3)])
    #expect(report.exitCode == .fullMarks)
    #expect(report.points == 0.3)
  }

  @Test func aLittleLessThanFullIsNotFull() {
    #expect(Self.report([Self.check(.correct, 0.849, of: 1)]).exitCode == .marksLost)
    #expect(Self.report([Self.check(.correct, 1.0.nextDown, of: 1)]).exitCode == .marksLost)
  }

  @Test func nothingCheckedIsNothingGraded() {
    #expect(Self.report([]).exitCode == .nothingGraded)
  }

  @Test func anObstacleLeavesNoPoints() {
    let obstacle = Obstacle(outcome: .notBuilt, message: "The submission does not compile.")
    let report = Self.report([Self.check(.correct, 2, of: 2)], obstacle: obstacle)
    #expect(report.points == 0)
    #expect(report.exitCode == .nothingGraded)
  }

  @Test func aGraderErrorWinsOverAll() {
    let lost = Self.check(.incorrect, 0, of: 2)
    #expect(Self.report([lost, Self.check(.graderError, 0, of: 2)]).exitCode == .graderError)
    let obstacle = Obstacle(outcome: .graderError, message: "The kit does not compile.")
    #expect(Self.report([lost], obstacle: obstacle).exitCode == .graderError)
  }
}
