import Foundation
import GradeModel
import TestSupport
import Testing

@testable import Reporting

/// How much is told: one filter before every format.
@Suite struct FeedbackTests {
  private typealias Hostile = HostileTextTests
  private let pages: HTML

  init() throws {
    let path = Repository.root + "/templates/report/page.html.mustache"
    pages = try HTML(template: try String(contentsOf: URL(filePath: path), encoding: .utf8))
  }

  /// Everything that leaves the grader on account of a report.
  private func outputs(_ report: Report) throws -> [String] {
    [
      Console.text(for: report), Console.text(for: report, style: Style(isColoured: true, width: 60)),
      try JSON.document(for: report), try JUnit.document(for: report), SummaryCSV.row(for: report),
      pages.document(for: report), "\(report.exitCode)",
    ]
  }

  /// Findings that only the highest level tells, and those that `why` tells too.
  private static func finding(above level: FeedbackLevel, _ draws: inout Draws) -> Finding? {
    let text = Hostile.text(&draws)
    let numbers: [Finding?] = [
      .crashed(message: text), .gaveUp(reason: text), .notOfTheKit(reason: text), .ended(code: 3),
      .implausible(name: text, .support(Hostile.number(&draws))),
      .nonFinite(.init(parameter: text, step: 1, value: Hostile.number(&draws), extent: .thisStep)),
    ]
    let why: [Finding?] = [
      .shape(series: text, yours: [1], expected: [2]), .notReached(because: text), .unreadable(text),
    ]
    let place: [Finding?] = [
      .differs, .notReported(parameter: text, resembling: text, besideParameters: true),
      .follows(sources: [text], origins: [text]),
    ]
    let above =
      level < .place ? numbers + why + place + [nil] : level < .why ? numbers + why + [nil] : numbers + [nil]
    return above.randomElement(using: &draws) ?? nil
  }

  /// True if a level does not tell a finding.
  private static func isAbove(_ finding: Finding?, _ level: FeedbackLevel) -> Bool {
    switch finding {
    case nil: true
    case .hostFault: false
    case .crashed, .gaveUp, .notOfTheKit, .ended, .implausible, .nonFinite: level < .numbers
    case .shape, .notReached, .unreadable: level < .why
    default: level < .place
    }
  }

  private static func divergence(_ draws: inout Draws) -> Divergence {
    Divergence(
      parameter: Hostile.text(&draws), step: Int.random(in: 0...9, using: &draws), steps: 9, differing: 1, count: 2,
      elements: elements(&draws))
  }

  private static func elements(_ draws: inout Draws) -> [Divergence.Element] {
    [.init(index: [1], yours: Hostile.number(&draws), expected: Hostile.number(&draws), allowed: 1)]
  }

  /// The check with other contents of everything above a level.
  private static func altered(_ check: Check, above level: FeedbackLevel, _ draws: inout Draws) -> Check {
    guard check.outcome != .graderError, level < .numbers else { return check }
    var other = check
    if level == .nothing {
      repeat { other = Hostile.check(&draws) } while other.outcome == .graderError
      other.caseID = check.caseID
      return other
    }
    if isAbove(check.finding, level) { other.finding = finding(above: level, &draws) }
    other.distances = Bool.random(using: &draws) ? [StepDistance(step: 1, fromExpected: Hostile.number(&draws))] : nil
    var diagnosis = level < .why && Bool.random(using: &draws) ? nil : Hostile.diagnosis(&draws)
    if level == .why {
      diagnosis?.kinds = check.diagnosis?.kinds ?? []
      diagnosis?.sentences = check.diagnosis?.sentences ?? []
      // A formula in a sentence is a number's equal.
      if let words = check.diagnosis?.withoutFormulas {
        diagnosis?.sentences = [Hostile.text(&draws)]
        diagnosis?.withoutFormulas = words
      }
      if check.diagnosis == nil { diagnosis = nil }
    }
    other.diagnosis = diagnosis
    if level < .why { other.isUnexplained.toggle() }
    if level < .place {
      other.place = Hostile.place(&draws)
      other.stop = Check.Stop(fullSteps: 1, steps: 3, openStep: 2, before: .differs)
      other.divergence = Bool.random(using: &draws) ? divergence(&draws) : nil
      other.equationDivergence = divergence(&draws)
      other.byEquation = .differs
    } else {
      other.divergence?.elements = elements(&draws)
      other.equationDivergence?.elements = elements(&draws)
    }
    return other
  }

  private static func altered(
    _ report: Report, above levels: Feedback.Levels, hidden: Set<String>, _ draws: inout Draws
  ) -> Report {
    var other = report
    other.checks = report.checks.map {
      altered($0, above: hidden.contains($0.caseID) ? levels.hidden : levels.open, &draws)
    }
    if levels.hidden == .nothing, !hidden.isEmpty {
      // It says that a quantity went better in hidden cases.
      other.notes.removeAll { if case .heldToPublicCases = $0 { true } else { false } }
      if Bool.random(using: &draws) { other.notes.append(.heldToPublicCases(Hostile.text(&draws))) }
    }
    if levels.open < .numbers {
      other.output = Hostile.text(&draws)
      other.figures = PageTests.illustrated(Hostile.text(&draws)).figures
      other.durations["run"] = Hostile.number(&draws)
    }
    if levels.open < .why {
      other.notes = other.notes.filter {
        switch $0 {
        case .authorsTolerance, .heldToPublicCases: true
        default: false
        }
      }
      other.notes.append(.changesInput(Hostile.text(&draws)))
      if other.obstacle?.outcome != .graderError {
        other.obstacle?.message = Hostile.text(&draws)
        other.obstacle?.details = Hostile.text(&draws)
      }
    }
    if levels.open < .place, other.obstacle?.outcome != .graderError { other.obstacle?.place = Hostile.place(&draws) }
    if levels.open == .nothing {
      other.submission.files = [Hostile.text(&draws)]
      other.notes = Hostile.notes(&draws)
      other.durations = ["compile": Hostile.number(&draws)]
      if other.obstacle?.outcome != .graderError {
        other.obstacle =
          Bool.random(using: &draws) ? nil : Obstacle(outcome: .notBuilt, message: Hostile.text(&draws))
      }
    }
    return other
  }

  private static let pairs: [Feedback.Levels] = FeedbackLevel.allCases.flatMap { open in
    FeedbackLevel.allCases.filter { $0 <= open }.map { Feedback.Levels(open: open, hidden: $0) }
  }

  /// Two reports that differ only above what is told are the same in every format, byte for byte.
  @Test(arguments: pairs) func nothingAboveALevelIsTold(_ levels: Feedback.Levels) throws {
    var (differing, draws) = (0, Draws(state: 7))
    for seed in UInt64(0)..<60 {
      var one = Hostile.report(seed: seed)
      for index in one.checks.indices where seed % 3 == 0 {
        one.checks[index].diagnosis?.withoutFormulas = [Hostile.text(&draws)]
      }
      if seed % 2 == 0 { one.notes.append(.heldToPublicCases(Hostile.text(&draws))) }
      let hidden = Set(one.checks.filter { _ in Bool.random(using: &draws) }.map(\.caseID))
      let other = Self.altered(one, above: levels, hidden: hidden, &draws)
      if one != other { differing += 1 }
      let told = [one, other].map { $0.telling(levels, hidden: hidden) }
      #expect(try outputs(told[0]) == outputs(told[1]), "report \(seed)")
    }
    if levels.hidden < .numbers { #expect(differing > 20) }
  }

  // MARK: What each level does tell

  private static let report = PageTests.illustrated("mHat")

  private func told(_ open: FeedbackLevel, hidden: FeedbackLevel = .nothing) -> Report {
    Self.report.telling(Feedback.Levels(open: open, hidden: hidden), hidden: [])
  }

  @Test func numbersAreTheWholeReport() { #expect(told(.numbers) == Self.report) }

  @Test func whyHasTheSentenceAndNoNumber() throws {
    let check = try #require(told(.why).checks.first)
    #expect(check.diagnosis?.sentences == ["mHat"])
    var report = Self.report
    let fact = "Your m is 0.95·m + g, and β₁·m + g is asked."
    report.checks[0].diagnosis?.sentences = [fact]
    report.checks[0].diagnosis?.withoutFormulas = ["m is computed by another formula."]
    func sentences(_ level: FeedbackLevel) -> [String]? {
      report.telling(Feedback.Levels(open: level, hidden: .nothing), hidden: []).checks.first?.diagnosis?.sentences
    }
    #expect(sentences(.why) == ["m is computed by another formula."] && sentences(.numbers) == [fact])
    #expect(check.divergence?.step == 3 && check.divergence?.elements.isEmpty == true)
    #expect(told(.why).figures == Figures() && told(.why).output.isEmpty)
  }

  @Test func whereHasTheStepAndNoSentence() throws {
    let check = try #require(told(.place).checks.first)
    #expect(check.diagnosis == nil && check.divergence?.step == 3 && check.place?.line == 2)
  }

  @Test func verdictHasOutcomesAndPoints() {
    let checks = told(.verdict).checks
    #expect(checks.map(\.outcome) == Self.report.checks.map(\.outcome))
    #expect(checks.map(\.points) == Self.report.checks.map(\.points))
    #expect(checks.allSatisfy { $0.finding == nil && $0.divergence == nil && $0.place == nil })
    #expect(told(.verdict).exitCode == Self.report.exitCode)
  }

  @Test func nothingSaysThatItIsReceived() {
    let report = told(.nothing)
    #expect(report.checks.isEmpty && report.exitCode == .nothingGraded)
    #expect(Console.text(for: report).contains("the submission is received"))
  }

  /// Where a hidden case is not told, it is not told either that it went better than the public ones.
  @Test func aQuantityIsHeldToItsPublicCasesInSilence() {
    var report = Self.report
    report.notes = [.heldToPublicCases("mHat")]
    func told(_ hidden: FeedbackLevel) -> [Note] {
      report.telling(Feedback.Levels(open: .numbers, hidden: hidden), hidden: ["hidden-1"]).notes
    }
    #expect(told(.nothing) == [.hiddenCasesUntold])
    #expect(told(.verdict) == [.heldToPublicCases("mHat")])
  }

  /// Points that are not told are not taken for none lost.
  @Test func hiddenCasesThatAreLeftOutAreNoFullMarks() throws {
    let report = Fixtures.report([
      Fixtures.check(.correct, 0, of: 0), Fixtures.check(.incorrect, 0, of: 50, caseID: "hidden1"),
    ]).telling(Feedback.Levels(open: .verdict, hidden: .nothing), hidden: ["hidden1"])
    #expect(report.checks.map(\.caseID) == ["usual"])
    #expect(report.exitCode == .marksLost)
    let root = try Schema.validated(try JUnit.document(for: report))
    #expect(!root.all("failure").isEmpty)
    #expect(!SummaryCSV.row(for: report).contains("full marks"))
    #expect(!pages.document(for: report).contains("Everything is right"))
  }

  @Test(arguments: FeedbackLevel.allCases) func aFaultOfOursIsAlwaysTold(_ level: FeedbackLevel) {
    let fault = Check(
      caseID: "hidden1", quantity: "m", outcome: .graderError, points: 0, maximum: 1,
      finding: .referenceNotFinite(series: "m"))
    let report = Fixtures.report([fault]).telling(Feedback.Levels(open: level, hidden: .nothing), hidden: ["hidden1"])
    #expect(report.exitCode == .graderError && report.checks == [fault])
  }

  @Test func theStandardTellsNoMoreOfHiddenCases() {
    for phase in Phase.allCases {
      #expect(Feedback.standard[phase].hidden <= Feedback.standard[phase].open)
      if phase != .staff { #expect(Feedback.standard[phase].hidden <= .verdict) }
    }
  }
}
