import GradeModel
import TestSupport
import Testing

@testable import Reporting

/// A seeded generator, so that a failure can be seen again: a linear congruence, Knuth's MMIX constants.
struct Draws: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    // The low bits of a linear congruence have short periods.
    let high = state >> 32
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return high << 32 | state >> 32
  }
}

/// Text that a student may print or call a file, thrown into every text of a report.
@Suite struct HostileTextTests {
  static let pieces: [String] =
    (0...0x20).map { String(Unicode.Scalar(UInt8($0))) } + (0x7F...0xA0).map { String(Unicode.Scalar(UInt8($0))) }
    + [
      "]]>", "<![CDATA[", "<!-- ", "-->", "&amp;", "&#0;", "&#x1B;", "<", ">", "&", "\"", "'", "\r\n", "\u{1B}[2J",
      "\u{1B}]0;title\u{07}", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}", "\u{10FFFF}", "\u{FEFF}", "\u{202E}",
      "\u{2028}", "\u{2029}", "\u{85}", "\u{200B}", "\u{2063}", "\u{AD}", "\u{E0041}", "\u{E007F}", "\u{FE0F}",
      "\u{FE0E}",
      "\u{E0100}", "\u{200D}", "\u{200C}", "\u{2800}", "\u{3164}", "❤", "👩", "漢", "1", "שלום", "👩‍👩‍👧‍👦", "e\u{301}",
      "\u{301}", "漢字", "β₁ᵗ", "=cmd()", ",", ";",
      "<?xml?>", "</testsuite>", "../..", "%s%n", "a", "|", "`", "```", "[a](b)", "@all", "::error::", ":", "##[", "*",
      // U+FDD0, which a literal may not hold.
      String(decoding: [0xEF, 0xB7, 0x90] as [UInt8], as: UTF8.self),
      // A surrogate in UTF-8, an overlong zero, a cut sequence: decoded as replacement characters.
      String(decoding: [0xED, 0xA0, 0x80, 0xC0, 0x80, 0xF0, 0x9F] as [UInt8], as: UTF8.self),
      String(repeating: "x", count: 2_000), String(repeating: " ", count: 1_500),
    ]

  static func text(_ draws: inout Draws) -> String {
    (0..<Int.random(in: 0...8, using: &draws)).map { _ in pieces.randomElement(using: &draws) ?? "" }.joined()
  }

  static func number(_ draws: inout Draws) -> Double {
    [0, -0.0, 1, 2, -1, 0.1 + 0.2, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e-5]
      .randomElement(using: &draws) ?? 0
  }

  static func place(_ draws: inout Draws) -> Place? {
    Bool.random(using: &draws) ? nil : Place(file: text(&draws), line: Int.random(in: -1...99, using: &draws))
  }

  static func check(_ draws: inout Draws) -> Check {
    let elements = (0..<Int.random(in: 0...7, using: &draws)).map { _ in
      Divergence.Element(
        index: [Int](repeating: 1, count: Int.random(in: 0...20, using: &draws)), yours: number(&draws),
        expected: number(&draws), allowed: number(&draws))
    }
    let divergence = Divergence(parameter: text(&draws), step: 1, steps: 2, differing: 3, count: 4, elements: elements)
    return Check(
      caseID: text(&draws), quantity: text(&draws), outcome: Outcome.allCases.randomElement(using: &draws) ?? .correct,
      points: number(&draws), maximum: number(&draws), finding: finding(&draws), place: place(&draws),
      divergence: Bool.random(using: &draws) ? divergence : nil,
      diagnosis: Bool.random(using: &draws) ? diagnosis(&draws) : nil)
  }

  /// A finding of each kind that holds a text: a program's own, a name of the manifest, a reason of the machine's.
  static func finding(_ draws: inout Draws) -> Finding? {
    let text = text(&draws)
    return [
      nil, .notReached(because: text), .crashed(message: text), .gaveUp(reason: text), .notOfTheKit(reason: text),
      .notReported(parameter: text, resembling: text, besideParameters: false), .unequalRuns(series: text, step: 1),
      .shape(series: text, yours: [1], expected: [2]), .follows(sources: [text, text], origins: [text]),
      .nonFinite(.init(parameter: text, step: 1, value: number(&draws), extent: .thisStep, source: text)),
      .implausible(name: text, .support(number(&draws))), .hostFault(reason: text), .differs,
    ].randomElement(using: &draws) ?? nil
  }

  static func diagnosis(_ draws: inout Draws) -> Diagnosis {
    func texts() -> [String] { (0..<Int.random(in: 0...3, using: &draws)).map { _ in text(&draws) } }
    return Diagnosis(kinds: texts(), sentences: texts(), evidence: text(&draws), alternatives: texts())
  }

  static func notes(_ draws: inout Draws) -> [Note] {
    [
      .changesInput(text(&draws)), .undeclaredSetting(text(&draws), type: text(&draws)),
      .authorsTolerance(atol: number(&draws), rtol: number(&draws), reason: text(&draws)),
    ].filter { _ in Bool.random(using: &draws) }
  }

  static func report(seed: UInt64) -> Report {
    var draws = Draws(state: seed)
    let obstacle = Obstacle(
      outcome: Outcome.allCases.randomElement(using: &draws) ?? .notBuilt, message: text(&draws),
      details: text(&draws), place: place(&draws))
    return Report(
      submission: SubmissionIdentity(name: text(&draws), files: [text(&draws), text(&draws)]),
      assignment: AssignmentIdentity(
        id: text(&draws), title: text(&draws), recipe: text(&draws), convention: text(&draws)),
      timestamp: text(&draws), durations: [text(&draws): number(&draws), text(&draws) + "x": number(&draws)],
      sandbox: text(&draws), toolchain: text(&draws),
      obstacle: Int.random(in: 0..<4, using: &draws) == 0 ? obstacle : nil,
      checks: (0..<Int.random(in: 0...6, using: &draws)).map { _ in check(&draws) }, notes: notes(&draws),
      output: text(&draws))
  }

  @Test(arguments: 0..<300) func everyReportIsValidAndNoneFailsOpen(_ seed: Int) throws {
    let report = Self.report(seed: UInt64(seed))
    let document = try JUnit.document(for: report, hostname: report.sandbox)
    let root = try Schema.validated(document)
    let isGreen = root.all("failure").isEmpty && root.all("error").isEmpty
    #expect(isGreen == (report.exitCode == .fullMarks))
    #expect(try JUnit.document(for: report, hostname: report.sandbox) == document)
  }

  @Test(arguments: 0..<300) func noTextDrivesTheTerminal(_ seed: Int) {
    let text = Console.text(for: Self.report(seed: UInt64(seed)))
    let controls = text.unicodeScalars.filter {
      $0 != "\n" && $0 != "\t" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}")
    }
    #expect(controls.isEmpty)
  }

  /// Invisible scalars stand only where they belong to a sign: in the terminal, the document and the table alike.
  @Test(arguments: 0..<300) func nothingIsHidden(_ seed: Int) throws {
    let report = Self.report(seed: UInt64(seed))
    for text in [Console.text(for: report), try JUnit.document(for: report), SummaryCSV.row(for: report)] {
      var previous: Unicode.Scalar = "\n"
      for scalar in text.unicodeScalars {
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint || properties.isBidiControl {
          let hasSign =
            previous.properties.isEmoji || previous.properties.isIdeographic || previous.properties.isVariationSelector
          #expect(hasSign, "U+\(String(scalar.value, radix: 16)) after U+\(String(previous.value, radix: 16))")
          #expect(!properties.isBidiControl && !(0xE0000...0xE007F).contains(scalar.value))
        }
        previous = scalar
      }
    }
  }

  @Test(arguments: 0..<300) func everyRowIsOneRecordOfFiveCells(_ seed: Int) {
    let row = SummaryCSV.row(for: Self.report(seed: UInt64(seed)))
    let records = CSV.records(row)
    #expect(records.map(\.count) == [5])
    for cell in [records[0][0], records[0][4]] {
      let first = cell.unicodeScalars.first
      #expect(first.map { !"=+-@\t\r\n".unicodeScalars.contains($0) } ?? true, "a spreadsheet would run \(cell)")
    }
  }

  @Test(arguments: 0..<300) func everyReportReadsBackFromJSON(_ seed: Int) throws {
    let report = Self.report(seed: UInt64(seed))
    let document = try JSON.document(for: report)
    let copy = try JSON.report(from: Array(document.utf8))
    // A NaN is not equal to itself, but the same text says that it is the same report.
    #expect(try JSON.document(for: copy) == document)
    #expect(Array(copy.output.unicodeScalars) == Array(report.output.unicodeScalars))
    #expect(Array(copy.submission.name.unicodeScalars) == Array(report.submission.name.unicodeScalars))
  }

  @Test func aHugeTextIsCut() throws {
    let huge = String(repeating: "]]>\u{0}", count: 2_000_000)
    let check = Fixtures.check(.incorrect, quantity: huge, message: huge, explanation: [huge])
    let document = try JUnit.document(for: Fixtures.report([check], name: huge, output: huge))
    _ = try Schema.validated(document)
    #expect(document.utf8.count < 1_000_000)
  }
}

/// A reader of RFC 4180, for what the writer wrote.
enum CSV {
  static func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    let scalars = Array(text.unicodeScalars)
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      let next = position + 1 < scalars.count ? scalars[position + 1] : nil
      switch scalar {
      case "\"" where isQuoted && next == "\"":
        cell.append(scalar)
        position += 1
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        cells.append(String(cell))
        cell = String.UnicodeScalarView()
      case "\r" where !isQuoted && next == "\n":
        records.append(cells + [String(cell)])
        cells = []
        cell = String.UnicodeScalarView()
        position += 1
      default: cell.append(scalar)
      }
      position += 1
    }
    return records
  }
}
