import GradeModel
import TestSupport
import Testing

@testable import Reporting

/// The report on a screen. Each expectation is what a student should read, written by hand.
@Suite struct BriefTests {
  private static let command = Reproduction(submission: "work/ada.swift", assignment: "10-adam", folder: "work")

  private func text(_ report: Report, columns: Int? = 80, command: Reproduction = command) -> String {
    Console.text(
      for: report, style: Style(isTerminal: false, environment: [:], columns: columns),
      view: View(.brief, command: command))
  }

  private func wrong(_ caseID: String) -> Check {
    var check = Fixtures.check(.incorrect, caseID: caseID, divergence: Fixtures.divergence)
    check.finding = .differs
    check.diagnosis = Diagnosis(
      kinds: [], sentences: ["In the equation of mHat, the bias correction is missing."],
      evidence: "Your m̂ₜ is mₜ, and mₜ/(1 − β₁ᵗ) is asked.")
    return check
  }

  private func following(_ caseID: String) -> Check {
    var check = Fixtures.check(.followThrough, 2, caseID: caseID, quantity: "weights")
    check.finding = .follows(sources: ["mHat"], origins: ["mHat"])
    return check
  }

  @Test func oneMistakeReadsLikeThis() {
    var report = Fixtures.report([
      Fixtures.check(.correct, 2, quantity: "m", message: ""), wrong("usual"), following("usual"),
      Fixtures.check(.correct, 2, caseID: "generic", quantity: "m", message: ""), wrong("generic"),
      following("generic"),
    ])
    report.sources = SourceMap(quantities: ["mHat": Place(file: "ada.swift", line: 17, column: 5)])
    report.version = "1.2.3"
    #expect(
      text(report) == """
        ada.swift (10-adam): 8 of 12 points; mHat is wrong

        work/ada.swift:17:5: warning: In the equation of mHat, the bias correction is
            missing.
            case usual, step 3 of 50, mHat/W [0, 5] (12 of 64 elements differ)
              expected 0.01699   yours 0.01720   relative error 1.2e-2
            Your m̂ₜ is mₜ, and mₜ/(1 − β₁ᵗ) is asked.
            The same in case generic.
            gradus check work/ada.swift --assignment 10-adam --case usual --step 3

        Follows rightly from your own values, at no cost: weights.
        Right: m.

        Gradus 1.2.3; --full shows the numbers, --explain the equations

        """)
  }

  @Test func fullMarksNeedThreeLines() {
    let report = Fixtures.report([Fixtures.check(.correct, 2, message: "")])
    #expect(
      text(report) == """
        ada.swift (10-adam): full marks, 2 of 2 points

        Right: mHat.

        --full shows the numbers

        """)
  }

  private func crash(_ quantity: String, _ caseID: String, of steps: Int) -> Check {
    var check = Fixtures.check(
      .crashed, caseID: caseID, quantity: quantity, place: Place(file: "ada.swift", line: 22))
    check.finding = .crashed(message: "Index out of range")
    check.stop = Check.Stop(fullSteps: 0, steps: steps, openStep: 1)
    return check
  }

  /// Nor is its message shown again among what the program printed.
  @Test func aCrashIsSaidOnce() {
    var report = Fixtures.report(
      ["usual", "generic"].flatMap { name in ["m", "v"].map { crash($0, name, of: name == "usual" ? 25 : 18) } },
      output: "one\nSwift/Array.swift:1: Fatal error: Index out of range\n")
    report.outputs = [CaseOutput(caseID: "usual", text: report.output)]
    #expect(
      text(report) == """
        ada.swift (10-adam): 0 of 8 points; the program crashes

        work/ada.swift:22: error: the program crashed in step 1 of 25: Index out of
            range
            The same in case generic.
            gradus check work/ada.swift --assignment 10-adam --case usual --step 1

        What the program printed in case usual:
          │ one

        --full shows the numbers, --explain the equations

        """)
  }

  /// An editor reads the place from here on, as from the compiler itself.
  @Test func aCompileErrorIsSaidOnce() {
    let details = "Adam.swift:3:5: error: cannot find 'x' in scope\n  x\n  ^\n"
    var report = Fixtures.report(
      [Fixtures.check(.skipped, message: "the submission does not compile")],
      obstacle: Obstacle(
        outcome: .notBuilt, message: "the submission does not compile", details: details,
        place: Place(file: "Adam.swift", line: 3)))
    report.submission.files = ["Adam.swift"]
    #expect(
      text(report, command: Reproduction(folder: "Sources/Adam")) == """
        ada.swift (10-adam): nothing could be graded, 0 of 2 points; the submission does
        not compile

        Sources/Adam/Adam.swift:3:5: error: cannot find 'x' in scope
          x
          ^

        """)
  }

  @Test func anImportIsSaidOnce() {
    let report = Fixtures.report(
      [],
      obstacle: Obstacle(
        outcome: .notBuilt, message: "ada.swift:3: there is no XCTest here.", place: Place(file: "ada.swift", line: 3)))
    #expect(
      text(report) == """
        ada.swift (10-adam): nothing could be graded, 0 of 0 points

        work/ada.swift:3: error: there is no XCTest here.

        """)
  }

  /// NaN and what cannot be judged any more stand under their cause, and so does what comes of those.
  @Test func whatComesOfAMistakeStandsUnderIt() {
    var weights = Fixtures.check(.incorrect, quantity: "weights")
    weights.finding = .nonFinite(.init(parameter: "W", step: 1, value: .nan, extent: .onwards, source: "mHat"))
    var loss = Fixtures.check(.incorrect, quantity: "loss")
    loss.finding = .nonFinite(.init(parameter: "", step: 2, value: .nan, extent: .onwards, source: "weights"))
    var y = Fixtures.check(.unproven, quantity: "y")
    y.finding = .hidesMistakes(sources: ["weights"])
    let causes = Cause.all(of: [y, loss, weights, wrong("usual")])
    #expect(causes.map(\.quantities) == [["mHat"]])
    let text = text(Fixtures.report([y, loss, weights, wrong("usual")]))
    #expect(text.contains("ada.swift (10-adam): 0 of 8 points; mHat is wrong\n"))
    #expect(text.contains("\n    NaN or infinity in weights and loss comes from it.\n"))
    #expect(text.count(of: "warning: ") == 1, "\(text)")
  }

  /// One sentence for one habit, whatever quantities it shows in.
  @Test func oneHabitIsOneCause() {
    func single(_ quantity: String) -> Check {
      var check = Fixtures.check(.incorrect, quantity: quantity)
      check.finding = .differs
      check.diagnosis = Diagnosis(
        kinds: ["single"], sentences: ["\(quantity) looks as if it were computed in single precision."], evidence: "")
      return check
    }
    let text = text(Fixtures.report([single("m"), single("v")]))
    #expect(
      text.contains("warning: m looks as if it were computed in single precision. The same for v.\n"), "\(text)")
    #expect(Cause.all(of: [single("m"), wrong("usual")]).count == 2)
  }

  /// A place in a hidden case, or a command for it, would tell of its inputs.
  @Test func aHiddenCaseHasNoPlaceAndNoCommand() {
    var hidden = Fixtures.check(.incorrect, caseID: "hidden-1")
    hidden.finding = .hidden
    var report = Fixtures.report([hidden])
    report.sources = SourceMap(type: Place(file: "ada.swift", line: 3))
    let text = text(report)
    #expect(text.contains("\nwarning: the quantity is not right in a hidden case\n"), "\(text)")
    #expect(!text.contains("gradus check") && !text.contains("ada.swift:3"))
  }

  /// Beside hidden cases the public ones are worth nothing: a crash names its line and its words all the same.
  @Test func aCrashBesideHiddenCasesNamesItsLine() {
    func crash(_ quantity: String, worth: Double, _ caseID: String) -> Check {
      var check = Fixtures.check(.crashed, of: worth, caseID: caseID, quantity: quantity)
      check.finding = caseID == "usual" ? .crashed(message: "Index out of range") : .hidden
      check.place = caseID == "usual" ? Place(file: "ada.swift", line: 7) : nil
      return check
    }
    let open = [crash("gradients", worth: 0, "usual"), crash("m", worth: 0, "usual")]
    let hidden = [crash("gradients", worth: 0, "hidden-1"), crash("m", worth: 2, "hidden-1")]
    let both = text(Fixtures.report(open + hidden))
    #expect(both.contains("ada.swift:7: error: the program crashed: Index out of range\n"), "\(both)")
    #expect(both.contains("the program crashed in a hidden case\n") && !both.contains("gradients"), "\(both)")
    // Nothing is told of the hidden ones.
    #expect(text(Fixtures.report(open)).contains("ada.swift:7: error: the program crashed: Index out of range\n"))
  }

  /// Three causes are a screen; the outcome of hidden cases, which may carry all marks, is said besides.
  @Test func laterCausesAreCountedAndHiddenOnesSaid() {
    func missing(_ quantity: String) -> Check {
      var check = Fixtures.check(.missing, quantity: quantity)
      check.finding = .notReported(parameter: "", resembling: nil, besideParameters: false)
      return check
    }
    var hidden = Fixtures.check(.crashed, caseID: "hidden-1", quantity: "m")
    hidden.finding = .hidden
    let text = text(Fixtures.report(["a", "b", "c", "d", "e"].map(missing) + [hidden]))
    #expect(text.contains("\nMore is wrong in d and e: --full shows all.\n"), "\(text)")
    #expect(text.contains("\nwarning: the program crashed in a hidden case\n"), "\(text)")
    #expect(text.count(of: "is not reported") == 3)
  }

  @Test func everyReportNamesTheVersion() throws {
    var report = Fixtures.report([Fixtures.check(.correct, 2)])
    report.version = "1.2.3"
    #expect(text(report).contains("\nGradus 1.2.3;") && Console.text(for: report).hasSuffix("\nGradus 1.2.3\n"))
    #expect(try JSON.document(for: report).contains("\"version\" : \"1.2.3\""))
    #expect(try JSON.report(from: Array(JSON.document(for: report).utf8)).version == "1.2.3")
    #expect(try JUnit.document(for: report).contains("<property name=\"gradus.version\" value=\"1.2.3\"/>"))
  }

  /// An editor takes a finding from one line, so that nothing breaks it where no terminal is.
  @Test func withoutATerminalAFindingIsOneLine() {
    let words = String(repeating: "explained at length ", count: 20)
    var check = Fixtures.check(.incorrect, explanation: [words])
    check.finding = .differs
    let lines = text(Fixtures.report([check]), columns: nil).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("warning: explained") && $0.hasSuffix("at length") })
  }

  /// Rows fit a terminal of any width, but for the words of a command, which have to be copied whole.
  @Test(arguments: [20, 40, 80], Fixtures.shapes.map(\.name)) func rowsFit(_ columns: Int, _ name: String) throws {
    var report = try #require(Fixtures.shapes.first { $0.name == name }).report
    report.version = "1.2.3"
    for line in text(report, columns: columns).split(separator: "\n") {
      let isCommand = line.hasPrefix("    gradus ") || line.hasPrefix("      --")
      #expect(isCommand || Columns.width(String(line)) <= columns, "\(line)")
    }
  }

  @Test func aMistakeFitsAScreen() {
    var check = wrong("usual")
    check.diagnosis?.sentences = [String(repeating: "seventy words of a sentence ", count: 8)]
    check.diagnosis?.evidence = String(repeating: "and as many that give the formula ", count: 7)
    var report = Fixtures.report([check, following("usual")], output: (1...50).map { "line \($0)\n" }.joined())
    report.version = "1.2.3"
    // One row is left for what else the program says.
    #expect(text(report).count { $0 == "\n" } <= 23, "\(text(report))")
  }

  @Test(arguments: Fixtures.shapes.map(\.name)) func noReportReadsLikeAPass(_ name: String) throws {
    let report = try #require(Fixtures.shapes.first { $0.name == name }).report
    let headline = text(report).split(separator: "\n")[0...1].joined(separator: " ")
    #expect(headline.contains("full marks") == (report.exitCode == .fullMarks), "\(headline)")
    #expect(headline.contains("withheld") == (report.exitCode == .graderError), "\(headline)")
  }

  @Test func coloursSurroundTheSameText() {
    let report = Fixtures.report(Outcome.allCases.map { Fixtures.check($0, quantity: "\($0)") }, output: "\u{1B}[2J")
    let coloured = Console.text(for: report, style: Style(isColoured: true), view: View(.brief))
    #expect(coloured.contains("\u{1B}[31m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == Console.text(for: report, view: View(.brief)))
  }

  @Test(arguments: 0..<300) func noTextDrivesTheTerminal(_ seed: Int) {
    let report = HostileTextTests.report(seed: UInt64(seed))
    let text = Console.text(for: report, view: View(.brief, command: Reproduction(submission: report.output)))
    let controls = text.unicodeScalars.filter {
      $0 != "\n" && $0 != "\t" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}")
    }
    #expect(controls.isEmpty)
  }

  @Test(arguments: [
    ("ada.swift", "ada.swift"), ("a b.swift", "'a b.swift'"), ("it's", "'it'\\''s'"), ("$HOME", "'$HOME'"), ("", "''"),
    ("漢/é.swift", "漢/é.swift"),
  ]) func aCommandIsAsAShellTakesIt(_ word: String, _ quoted: String) {
    #expect(
      Reproduction(submission: word).parts(caseID: "usual", step: 3) == [
        "gradus check \(quoted)", "--case usual", "--step 3",
      ])
  }
}

extension String {
  fileprivate func count(of text: String) -> Int { ranges(of: text).count }
}
