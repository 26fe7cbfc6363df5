import GradeModel

/// The checks that one thing is wrong with, on a page.
struct PageFinding {
  struct Number {
    var name: String
    /// Markup of its symbol; empty if it has a name only.
    var symbol = ""
    var value: String
  }

  /// The first element that is off: the numbers that its equation takes, and those that come out.
  struct Failure {
    var title: String
    var element: String
    var inputs: [Number]
    var hasInputs: Bool
    var results: [Number]
  }

  struct Formulas {
    /// Markup.
    var asked: String
    /// Markup; nil if the program's own is not known.
    var yours: String?
    var isMarked: Bool
  }

  struct Lines {
    struct Line {
      var number: String
      var text: String
      var isHere: Bool
    }

    var place: String
    var lines: [Line]

    init(_ excerpt: Excerpt) {
      place = Wording.place(file: JUnit.token(excerpt.place.file), line: excerpt.place.line)
      lines = excerpt.lines.enumerated().map { offset, text in
        let number = excerpt.first + offset
        return Line(
          number: "\(number)", text: Visible.text(text, limit: Limits.name), isHere: number == excerpt.place.line)
      }
    }
  }

  var headline: String
  var quantities: [String]
  var cases: [String]
  /// The points that its checks leave out.
  var cost: String
  var isMinor: Bool
  var place: String?
  var excerpt: Lines?
  var words: [String]
  var formulas: Formulas?
  var failure: Failure?
  /// The first difference from the expected numbers, line by line, if no more is known.
  var numbers: String?
  var charts: [PageChart]
  /// The command that shows it again, in pieces that a line is not broken in.
  var command: [String]
  var hasCommand: Bool

  /// The most findings that a page shows in full.
  static let most = 8

  /// Returns what is wrong with a report, each thing once, in the report's order.
  static func all(of report: Report, _ command: Reproduction) -> [PageFinding] {
    let explanations = Wording.explanations(of: report.checks)
    var groups: [(key: String, headline: String, members: [Int])] = []
    for (index, check) in report.checks.enumerated() where !check.isFull && report.obstacle == nil {
      let message = Wording.message(of: check)
      let headline =
        !check.isSound
        ? Wording.unsound(points: "\(check.points)", maximum: "\(check.maximum)")
        : Visible.isBlank(message) ? Wording.fallback(check.outcome) : Visible.line(message, limit: Limits.message)
      let key = (check.part.map { $0 + ": " } ?? "") + (Self.key(of: check) ?? headline)
      if let known = groups.firstIndex(where: { $0.key == key }) {
        groups[known].members.append(index)
      } else {
        groups.append((key, headline, [index]))
      }
    }
    let found = groups.map { group in
      PageFinding(
        headline: group.headline, group.members.map { report.checks[$0] }, explanations[group.members[0]], report,
        command)
    }
    // Consequences of a mistake come after the mistakes.
    return found.filter { !$0.isMinor } + found.filter(\.isMinor)
  }

  /// The words that checks have in common which are shown as one; nil if it is their sentence.
  private static func key(of check: Check) -> String? {
    guard let finding = check.finding, check.isSound else { return nil }
    // A run that stopped did so in every quantity, at steps of its own in each case.
    if check.stop != nil { return Cause.endingKey(check) ?? "\(check.outcome) \(finding)" }
    guard check.diagnosis == nil else { return nil }
    // A quantity's fault has other numbers in each case.
    switch finding {
    case .shape: return "\(check.quantity) shape"
    case .entries: return "\(check.quantity) entries"
    case .differs: return "\(check.quantity) differs \(check.outcome)"
    case .nonFinite: return "\(check.quantity) nonFinite"
    case .unequalRuns: return "\(check.quantity) unequalRuns"
    default: return nil
    }
  }

  private init(
    headline: String, _ checks: [Check], _ explanation: [String], _ report: Report, _ reproduction: Reproduction
  ) {
    let first = checks[0]
    func name(_ text: String) -> String { JUnit.token(text) }
    self.headline = Self.sentence(headline)
    quantities = Self.unique(checks.map { name($0.quantity) })
    cases = Self.unique(checks.map { name($0.caseID) })
    isMinor = checks.allSatisfy { $0.outcome.mayEarn || $0.outcome == .unproven || $0.outcome == .skipped }
    let lost = checks.reduce(0) { $0 + $1.worth - $1.earned }
    cost =
      lost > 0 ? Wording.lost(Numerals.shortPoints(lost, of: max(lost, report.maximum)).points) : Wording.costsNothing
    let line = first.place ?? (isMinor ? nil : Self.line(of: first, in: report.sources))
    place = line.map { Wording.place(file: name($0.file), line: $0.line) }
    excerpt = report.figures.excerpts.first { $0.place == line }.map(Lines.init)
    let rest = Wording.rest(of: first, explanation)
    words = (rest.fault + rest.explanation).flatMap { $0.split(separator: "\n") }
      .map { Self.sentence(Visible.line(String($0), limit: Limits.message)) }.filter { !Visible.isBlank($0) }
    charts = []
    let figure = report.figures.quantities.first { figure in
      checks.contains { $0.quantity == figure.quantity && $0.outcome == .incorrect }
    }
    // The numbers that the page shows may be those of another case than the first that is wrong.
    let steps = figure.map(\.first.steps) ?? 1
    let shown = figure.map { ($0.caseID, steps > 1 ? $0.first.step : nil) } ?? (first.caseID, first.reproducedStep)
    command =
      isMinor || !first.isReproducible
      ? [] : reproduction.parts(caseID: shown.0, step: shown.1).map { Visible.line($0, limit: Limits.name) }
    hasCommand = !command.isEmpty
    if let figure {
      formulas = Formulas(
        asked: Markup.formula(figure.asked.markup), yours: figure.yours.map { Markup.formula($0.markup) },
        isMarked: figure.asked.isMarked || figure.yours?.isMarked ?? false)
      failure = Failure(figure)
      let quantity = name(figure.quantity)
      let element = Wording.element(quantity, parameter: figure.first.parameter, index: figure.first.index)
      charts = [
        PageChart(residuals: figure.residuals, quantity: quantity),
        PageChart(
          steps: figure.values, title: Visible.line(element, limit: Limits.name),
          picture: Wording.valuesPicture(Visible.line(element, limit: Limits.name)), yLabel: quantity),
      ].compactMap(\.self)
    } else {
      let lines = Findings.lines(of: first, width: 72)
      numbers = lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
  }

  /// The line at which a quantity gets its value. A run that ended did so elsewhere.
  private static func line(of check: Check, in sources: SourceMap) -> Place? {
    check.finding == .hidden || Cause.isEnding(check) ? nil : sources.line(of: check)
  }

  /// A sentence for reading: with a capital, unless it begins with a name, and a full stop.
  static func sentence(_ text: String) -> String {
    let name = text.prefix { !$0.isWhitespace }
    let isWord = !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isLowercase } && openings.contains(String(name))
    let begun = isWord ? text.prefix(1).uppercased() + text.dropFirst() : text
    return begun.last.map { ".!?:…".contains($0) } ?? true ? begun : begun + "."
  }

  /// Words that a sentence about a check may begin with; all else may be a name.
  private static let openings: Set<String> = ["the", "two", "of", "your", "on", "in"]

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

extension PageFinding.Failure {
  fileprivate init(_ figure: QuantityFigure) {
    let first = figure.first
    let quantity = JUnit.token(figure.quantity)
    title = Wording.firstFailure(first, caseID: JUnit.token(figure.caseID))
    element = Visible.line(
      Wording.element(quantity, parameter: first.parameter, index: first.index), limit: Limits.name)
    inputs = first.inputs.map {
      PageFinding.Number(
        name: Visible.line($0.name, limit: Limits.name), symbol: Markup.formula($0.symbol.markup),
        value: Numerals.short($0.value, digits: 6))
    }
    hasInputs = !inputs.isEmpty
    let (yours, computed) = Numerals.short(first.yours, beside: first.computed)
    results = [
      PageFinding.Number(name: Wording.yoursKey, value: yours),
      PageFinding.Number(name: Wording.equationKey, value: computed),
      PageFinding.Number(
        name: Wording.distance, value: Numerals.short((first.yours - first.computed).magnitude, digits: 2)),
      PageFinding.Number(name: Wording.allowedColumn, value: Numerals.short(first.allowed, digits: 2)),
    ]
  }
}
