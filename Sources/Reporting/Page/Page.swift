import GradeModel

/// Everything that the page's template takes, as text that is fit to be shown. What is markup already says so.
struct Page {
  struct Obstacle {
    var message: String
    var details: String?
    var place: String?
    var excerpt: PageFinding.Lines?
  }

  /// A quantity that is right somewhere.
  struct Right {
    var quantity: String
    var words: String
  }

  struct Row {
    var name: String
    var cells: [Cell]
  }

  /// One check in the table of all.
  struct Cell {
    var tone: String
    var sign: String
    var outcome: String
    var marks: String
  }

  var identity: String
  var title: String
  var assignment: String
  var submission: String
  var verdict: String
  var tone: String
  var points: String?
  var maximum: String
  /// The share of the points, in percent of a bar's length.
  var share: Int
  var obstacle: Obstacle?
  var findings: [PageFinding]
  var hasFindings: Bool
  var more: String?
  var right: [Right]
  var hasRight: Bool
  var isAllRight: Bool
  var pictures: [PageChart]
  var hasPictures: Bool
  var columns: [String]
  var rows: [Row]
  var hasRows: Bool
  var notes: [String]
  var hasNotes: Bool
  var output: String?
  var toolchain: String
  var sandbox: String
  var timestamp: String

  init(_ report: Report, _ command: Reproduction) {
    func name(_ text: String) -> String { JUnit.token(text) }
    identity = JUnit.suite(submission: report.submission.name, assignment: report.assignment.id)
    title = name(report.assignment.title)
    let convention = Visible.line(report.assignment.convention, limit: Limits.name)
    assignment = convention.isEmpty ? name(report.assignment.id) : "\(name(report.assignment.id)) · \(convention)"
    submission = name(report.submission.name)
    let total = Numerals.shortPoints(report.points, of: report.maximum)
    tone = report.verdictCode == .fullMarks ? "good" : !report.exitCode.hasGrade ? "doubtful" : "bad"
    points = report.exitCode.hasGrade ? total.points : nil
    maximum = total.maximum
    let ratio = report.maximum > 0 && report.exitCode.hasGrade ? report.points / report.maximum : 0
    share = ratio.isFinite ? Int((min(ratio, 1) * 100).rounded(.down)) : 0
    obstacle = report.obstacle.map { Obstacle($0, report.figures.excerpts) }
    let all = PageFinding.all(of: report, command)
    findings = Array(all.prefix(PageFinding.most))
    hasFindings = !findings.isEmpty
    verdict =
      report.exitCode == .marksLost
      ? Wording.summary(
        mistakes: all.count { !$0.isMinor }, right: report.checks.count(where: \.isFull), of: report.checks.count)
      : Wording.total(report.verdictCode, points: total.points, maximum: total.maximum)
    more = all.count > PageFinding.most ? Wording.moreFindings(all.count - PageFinding.most) : nil
    right = report.obstacle == nil ? Self.right(report.checks) : []
    hasRight = !right.isEmpty
    isAllRight = report.exitCode == .fullMarks
    pictures = Self.pictures(report.figures)
    hasPictures = !pictures.isEmpty
    (columns, rows) = Self.table(report)
    hasRows = !rows.isEmpty
    notes = report.notes.map { Visible.line(Wording.sentence(of: $0), limit: Limits.message) }
    if report.checks.isEmpty, report.obstacle == nil { notes.insert(Wording.nothingChecked, at: 0) }
    hasNotes = !notes.isEmpty
    let printed = report.outputsWithoutEnds.map(\.text).joined()
    output = Visible.isBlank(printed) ? nil : Self.shown(printed)
    toolchain = Visible.line(report.toolchain, limit: Limits.name)
    sandbox = Visible.line(report.sandbox, limit: Limits.name)
    timestamp = JUnit.timestamp(report.timestamp)
  }

  /// The most characters of a program's output: a page is to be mailed.
  private static let mostOutput = 4_000

  private static func shown(_ output: String) -> String {
    let lines = Visible.text(output, limit: mostOutput).split(separator: "\n", omittingEmptySubsequences: false)
    let most = 4 * Limits.outputLines
    return (lines.prefix(most) + (lines.count > most ? [Substring(Wording.cutLines(lines.count - most))] : []))
      .joined(separator: "\n")
  }

  private static func right(_ checks: [Check]) -> [Right] {
    var order: [String] = []
    for check in checks where !order.contains(check.quantity) { order.append(check.quantity) }
    return order.compactMap { quantity in
      let own = checks.filter { $0.quantity == quantity }
      let full = own.filter(\.isFull)
      if full.isEmpty { return nil }
      let isOwn = full.allSatisfy { $0.outcome == .correct }
      return Right(
        quantity: JUnit.token(quantity), words: Wording.right(in: full.count, of: own.count, follows: !isOwn))
    }
  }

  private static func pictures(_ figures: Figures) -> [PageChart] {
    let part = figures.loss.flatMap { PartName.part(of: $0.caseID) }
    let isShown = figures.quantities.contains {
      PartName.own($0.quantity) == "loss" && PartName.part(of: $0.quantity) == part && $0.first.parameter.isEmpty
    }
    return [
      figures.loss.flatMap { figure in
        isShown
          ? nil
          : PageChart(
            steps: figure.steps, title: Wording.lossTitle, picture: Wording.lossPicture, yLabel: "loss")
      },
      figures.paths.flatMap(PageChart.init),
    ].compactMap(\.self)
  }

  /// The checks as a table: a row for each quantity, a column for each case.
  private static func table(_ report: Report) -> (columns: [String], rows: [Row]) {
    var (cases, quantities): ([String], [String]) = ([], [])
    for check in report.checks {
      if !cases.contains(check.caseID) { cases.append(check.caseID) }
      if !quantities.contains(check.quantity) { quantities.append(check.quantity) }
    }
    let rows = quantities.map { quantity in
      Row(
        name: JUnit.token(quantity),
        cells: cases.map { id in
          report.checks.first { $0.caseID == id && $0.quantity == quantity }
            .map { Cell($0, isObstructed: report.obstacle != nil) }
            ?? Cell(tone: "none", sign: "", outcome: "–", marks: "")
        })
    }
    return (cases.map { JUnit.token($0) }, rows)
  }
}

extension Page.Cell {
  fileprivate init(_ check: Check, isObstructed: Bool) {
    let pair = Numerals.shortPoints(isObstructed ? 0 : check.points, of: check.maximum)
    let isPassed = check.isFull && !isObstructed
    tone = isPassed ? "good" : check.outcome == .skipped ? "none" : check.outcome.mayEarn ? "doubtful" : "bad"
    sign = isPassed ? "✓" : check.outcome == .skipped ? "·" : check.outcome.mayEarn ? "~" : "✗"
    outcome = Wording.name(check.outcome)
    marks = check.worth > 0 || isObstructed ? "\(pair.points) / \(pair.maximum)" : ""
  }
}

extension Page.Obstacle {
  fileprivate init(_ obstacle: GradeModel.Obstacle, _ excerpts: [Excerpt]) {
    let text = Visible.isBlank(obstacle.message) ? Wording.fallback(obstacle.outcome) : obstacle.message
    message = PageFinding.sentence(Visible.line(text, limit: Limits.message))
    details = Visible.isBlank(obstacle.details) ? nil : Visible.text(obstacle.details, limit: Limits.body)
    place = obstacle.place.map { Wording.place(file: JUnit.token($0.file), line: $0.line) }
    excerpt = excerpts.first { $0.place == obstacle.place }.map(PageFinding.Lines.init)
  }
}
