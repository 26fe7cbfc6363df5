import GradeModel
import TestSupport
import Testing

@testable import Reporting

@Suite struct ConsoleTests {
  @Test func aReportReadsLikeThis() {
    let report = Fixtures.report(
      [
        Fixtures.check(.correct, 2, quantity: "m", message: ""),
        Fixtures.check(
          .incorrect, message: "mHat differs.", explanation: ["It equals m."],
          place: Place(file: "Sources/Adam.swift", line: 42), divergence: Fixtures.divergence),
        Fixtures.check(.followThrough, 0.5, of: 10, quantity: "weights", message: "Right from your own mHat."),
        Fixtures.check(.skipped, caseID: "zeros", quantity: "m", message: "The program crashed before."),
      ], output: "step 1\nstep 2\n")
    #expect(
      Console.text(for: report) == """
        ada.swift
        Adam (10-adam, outsideRoot)

        usual
          ✓ m           2 / 2  correct
          ✗ mHat        0 / 2  incorrect
              mHat differs.
              mHat/W differs first at step 3 of 50 (12 of 64 elements)
                [0, 5]   yours 0.01720   expected 0.01699   relative error 1.2e-2   allowed 4e-16
                [10, 5]  yours -1.500    expected 0         off by 1.5              allowed 1e-17
              It equals m.
              at Sources/Adam.swift:42
          ✗ weights  0.5 / 10  follow-through
              Right from your own mHat.

        zeros
          · m           0 / 2  skipped
              The program crashed before.

        What the program printed:
          │ step 1
          │ step 2

        Total: 2.5 of 16 points

        """)
  }

  @Test func anObstacleIsSaidFirst() {
    let obstacle = Obstacle(
      outcome: .notBuilt, message: "The submission does not compile.", details: "Adam.swift:3:5: error\n  x\n  ^\n",
      place: Place(file: "Adam.swift", line: 3))
    #expect(
      Console.text(for: Fixtures.report([Fixtures.check(.notBuilt, message: "")], obstacle: obstacle)) == """
        ada.swift
        Adam (10-adam, outsideRoot)

        ! The submission does not compile.
          Adam.swift:3:5: error
            x
            ^
          at Adam.swift:3

        usual
          ! mHat  0 / 2  not built
              The submission does not compile, link or load.

        Nothing could be graded: 0 of 2 points

        """)
  }

  @Test func anObstacleLeavesNoPointsToRead() {
    let obstacle = Obstacle(outcome: .timedOut, message: "It did not load in time.")
    let text = Console.text(for: Fixtures.report([Fixtures.check(.correct, 2)], obstacle: obstacle))
    #expect(text.contains("  ✗ mHat  0 / 2  correct\n      This check does not count, because"))
  }

  @Test(arguments: Fixtures.shapes.map(\.name)) func aTickMeansAPass(_ name: String) throws {
    let report = try #require(Fixtures.shapes.first { $0.name == name }).report
    let text = Console.text(for: report)
    let passes = report.obstacle == nil ? report.checks.count(where: \.isFull) : 0
    #expect(text.count { $0 == "✓" } == passes)
    #expect(text.contains("Full marks") == (report.exitCode == .fullMarks))
    #expect(text.contains("withheld") == (report.exitCode == .graderError))
  }

  @Test func coloursSurroundTheSameText() {
    let report = Fixtures.report(Outcome.allCases.map { Fixtures.check($0, quantity: "\($0)") }, output: "\u{1B}[2J")
    let coloured = Console.text(for: report, style: Style(isColoured: true))
    #expect(coloured.contains("\u{1B}[31m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == Console.text(for: report))
  }

  @Test(
    arguments: [
      (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
      (true, ["TERM": "dumb"], false), (false, ["TERM": "xterm"], false),
    ] as [(Bool, [String: String], Bool)]
  ) func coloursAreForTerminals(_ isTerminal: Bool, _ environment: [String: String], _ expected: Bool) {
    #expect(Style(isTerminal: isTerminal, environment: environment).isColoured == expected)
  }

  @Test(arguments: [80, 100]) func linesFitTheTerminal(_ width: Int) {
    let element = Divergence.Element(
      index: [12, 345], yours: -1.234_567_890_123_456_7e-100, expected: -1.234_567_890_123_456_9e-100, allowed: 1e-117)
    let divergence = Divergence(
      parameter: "layer1.weight", step: 100, steps: 200, differing: 1, count: 4096, elements: [element])
    let words = String(repeating: "explained at length ", count: 20)
    let check = Fixtures.check(.incorrect, message: words, explanation: [words], divergence: divergence)
    let text = Console.text(for: Fixtures.report([check]), style: Style(isColoured: false, width: width))
    for line in text.split(separator: "\n") { #expect(Columns.width(String(line)) <= width, "\(line)") }
    #expect(text.contains("yours -1.2345678901234567e-100"))
  }

  @Test func longOutputIsCut() {
    let output = (1...100).map { "line \($0)\n" }.joined()
    let text = Console.text(for: Fixtures.report([Fixtures.typical(.correct)], output: output))
    #expect(text.contains("  │ line 20\n  … (80 more lines)\n"))
    #expect(!text.contains("line 21"))
  }

  @Test func whatAProgramPrintsIsNoLineOfTheReport() {
    let text = Console.text(
      for: Fixtures.report([Fixtures.check(.incorrect)], output: "\r\nFull marks: 2 of 2 points\r"))
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("Full marks") })
  }

  /// Returns the rows that a terminal shows that has so many columns and takes every sign for as wide as can be,
  /// whatever belongs together. A longer line continues at the left edge.
  private func screen(_ text: String, columns: Int) -> [String] {
    var rows: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var row = ""
      var used = 0
      for scalar in line.unicodeScalars {
        let isMark = scalar.properties.generalCategory == .nonspacingMark || scalar.properties.isJoinControl
        let width = scalar == "\t" ? 8 - used % 8 : scalar.isASCII || isMark ? 1 : 2
        if used + width > columns {
          rows.append(row)
          (row, used) = ("", 0)
        }
        row.unicodeScalars.append(scalar)
        used += width
      }
      rows.append(row)
    }
    return rows
  }

  private static let fillers = [
    String(repeating: " ", count: 76), String(repeating: "x", count: 76), String(repeating: "\t", count: 9) + "1234",
    String(repeating: "漢", count: 38), String(repeating: "👩‍👩‍👧", count: 19), String(repeating: "❤️", count: 38),
    String(repeating: "é", count: 76), "e" + String(repeating: "\u{301}", count: 75), String(repeating: "β", count: 76),
    String(repeating: "\u{3000}", count: 38), String(repeating: "\u{200B}", count: 76),
    String(repeating: "─", count: 38),
  ]

  /// A program's output never stands on a row without the bar,
  /// whatever comes before it and however wide the terminal is.
  @Test(arguments: fillers) func everyRowOfOutputHasItsBar(_ filler: String) {
    for columns in [20, 33, 60, 80, 100, 200] {
      for count in [0, 1, 2, 5] {
        let output = filler.prefix(max(1, filler.count - count)) + "Full marks: 100 of 100 points"
        let text = Console.text(
          for: Fixtures.report([Fixtures.check(.incorrect)], output: String(output) + "\n" + output),
          style: Style(isTerminal: false, environment: [:], columns: columns))
        let rows = screen(text, columns: columns)
        // By scalars: an accent after the bar is one character with its space.
        func hasBar(_ row: String) -> Bool { row.unicodeScalars.starts(with: "  │ ".unicodeScalars) }
        let first = rows.firstIndex(where: hasBar) ?? 0
        let last = rows.lastIndex(where: hasBar) ?? rows.count - 1
        #expect(first > 0 && rows[first...last].allSatisfy(hasBar), "\(columns): \(rows)")
        #expect(!rows[last...].dropFirst().joined().contains("ull m"), "\(columns): \(rows)")
        // The bars lose none of the text.
        let shown = rows[first...last].map { String($0.unicodeScalars.dropFirst(4).filter { $0 != " " }) }.joined()
        #expect(shown.contains("Fullmarks:100of100points"), "\(columns): \(rows)")
      }
    }
  }

  /// Behind a pipe the terminal is unknown; the usual one is taken.
  @Test func outputHasItsBarInAPager() {
    let text = Console.text(
      for: Fixtures.report(
        [Fixtures.check(.incorrect)], output: String(repeating: " ", count: 76) + "Full marks: 100 of 100 points"))
    #expect(!screen(text, columns: 80).contains { $0.hasPrefix("Full marks") })
  }

  /// The compiler quotes the source, a crash its own message: neither goes on at the edge.
  @Test(arguments: [30, 60, 80]) func nothingOfAStrangersStandsAtTheEdge(_ columns: Int) {
    let words = String(repeating: "x", count: columns * 2) + "Full-marks:-100-of-100-points"
    let style = Style(isTerminal: true, environment: ["NO_COLOR": "1"], columns: columns)
    let obstacle = Obstacle(
      outcome: .notBuilt, message: "No.", details: "Adam.swift:1:1: error\n" + words,
      place: Place(file: words, line: 1))
    for report in [
      Fixtures.report([Fixtures.check(.notBuilt)], obstacle: obstacle),
      Fixtures.report([Fixtures.check(.crashed, message: words, explanation: [words])]),
    ] {
      let rows = screen(Console.text(for: report, style: style), columns: columns)
      #expect(rows.contains { $0.contains("ull") || $0.contains("marks") })
      #expect(!rows.contains { $0.hasPrefix("Full") || $0.hasPrefix("x") }, "\(rows)")
    }
  }
}
