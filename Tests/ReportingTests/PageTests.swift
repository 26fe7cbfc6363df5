import Foundation
import GradeModel
import TestSupport
import Testing

@testable import Reporting

@Suite struct PageTests {
  private let pages: HTML

  init() throws {
    let path = Repository.root + "/templates/report/page.html.mustache"
    pages = try HTML(template: try String(contentsOf: URL(filePath: path), encoding: .utf8))
  }

  /// A report with a figure of every kind, all of whose texts are `text`.
  static func illustrated(_ text: String = "mHat", markup: String = "<mi>m</mi>", steps: Int = 60) -> Report {
    let formula = MathFormula(markup: markup, isMarked: true)
    var first = FirstFailure(
      parameter: text, step: 3, steps: steps, index: [1, 2], yours: 1.5, computed: 1.25, allowed: 1e-15)
    first.inputs = [EquationInput(name: text, symbol: formula, value: 0.125)]
    var figure = QuantityFigure(caseID: text, quantity: text, asked: formula, yours: formula, first: first)
    figure.residuals = (1...steps).map { Residual(step: $0, distance: Double($0) / 7e5, allowed: 1.2345e-15) }
    figure.values = (1...steps).map {
      ElementStep(step: $0, yours: 1 / Double($0), expected: 1.5 / Double($0), diagnosed: 1 / Double($0))
    }
    var report = Fixtures.report(
      [
        Fixtures.check(
          .incorrect, caseID: text, quantity: text, message: text, explanation: [text],
          place: Place(file: text, line: 2), divergence: Fixtures.divergence),
        Fixtures.check(.correct, 2, caseID: text, quantity: text + "2", message: ""),
        Fixtures.check(
          .incorrect, caseID: text, quantity: text + "3", message: text + "3", divergence: Fixtures.divergence),
      ], name: text, output: text)
    report.assignment = AssignmentIdentity(id: text, title: text, recipe: text, convention: text)
    (report.toolchain, report.sandbox) = (text, text)
    report.notes = [.changesInput(text)]
    report.figures.quantities = [figure, figure, figure]
    report.figures.loss = LossFigure(caseID: text, steps: figure.values)
    let way = (0..<steps).map { PathFigure.Point(step: $0, x: 3 / Double($0 + 1), y: 1 - 2 / Double($0 + 2)) }
    report.figures.paths = PathFigure(
      caseID: text, x: .init(name: text, curvature: 0.5, center: 0), y: .init(name: text, curvature: 2, center: 1),
      yours: way, expected: way.reversed())
    report.figures.excerpts = [Excerpt(place: Place(file: text, line: 2), first: 1, lines: [text, text, text])]
    return report
  }

  /// The elements of a page and the names of their attributes, without any text.
  private static func skeleton(_ element: Element) -> String {
    let attributes = element.attributes.keys.sorted().joined(separator: " ")
    return "<\(element.name) \(attributes)>" + element.children.map(skeleton).joined() + "</>"
  }

  /// Texts that would be markup, an attribute's end, an entity, a tag of the template's.
  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)",
    "</pre></style><svg onload=x>",
    "&lt;b&gt;&#60;", "{{{output}}}", "]]><!--", "javascript:alert(1)", "\u{1B}[31m", "\u{0}\u{FFFE}",
    // As a part of a grapheme `<` and `"` are other characters.
    "\u{600}<script>alert(1)</script>", "\"\u{301}><b>", "<\u{301}b>", "&\u{200D}lt;",
  ]

  @Test(arguments: hostile) func noTextIsMarkup(_ text: String) throws {
    let page = pages.document(for: Self.illustrated(text))
    let root = try Schema.wellFormed(page)
    #expect(Self.skeleton(root) == Self.skeleton(try Schema.wellFormed(pages.document(for: Self.illustrated()))))
    #expect(root.all("script").isEmpty && root.all("img").isEmpty && root.all("link").isEmpty)
    let shown = Visible.line(text)
    #expect(root.all("title").first?.text.contains(shown) == true, "the text itself is shown")
  }

  /// A formula is markup already: all else than typeset elements is shown as text.
  @Test(arguments: [
    "<script>alert(1)</script>", "<mi onclick=\"x\">m</mi>", "<mrow><mi>m</mrow></mi>", "</math><b>", "<mi>m</mi",
    "\u{600}<img src=x>",
  ]) func noFormulaIsOtherMarkup(_ markup: String) throws {
    let page = pages.document(for: Self.illustrated(markup: markup))
    let root = try Schema.wellFormed(page)
    #expect(root.all("script").isEmpty && root.all("img").isEmpty && root.all("b").allSatisfy { $0.children.isEmpty })
    #expect(root.all("mtext").contains { $0.text == markup })
    #expect(root.all("mi").isEmpty)
  }

  @Test(arguments: 0..<100) func everyReportIsAWellFormedPage(_ seed: Int) throws {
    let report = HostileTextTests.report(seed: UInt64(seed))
    let page = pages.document(for: report)
    let root = try Schema.wellFormed(page)
    #expect(root.all("script").isEmpty)
    #expect(pages.document(for: report) == page)
    // Full marks are never said of anything else.
    #expect(page.contains("Everything is right") == (report.exitCode == .fullMarks))
  }

  @Test(arguments: Fixtures.shapes.map(\.name)) func everyShapeIsAPage(_ name: String) throws {
    let report = try #require(Fixtures.shapes.first { $0.name == name }).report
    let root = try Schema.wellFormed(pages.document(for: report))
    #expect(root.all("h1").count == 1)
    let ids = Self.ids(root)
    #expect(Set(ids).count == ids.count, "an identifier stands once")
  }

  private static func ids(_ element: Element) -> [String] {
    (element.attributes["id"].map { [$0] } ?? []) + element.children.flatMap(ids)
  }

  /// The runtime's last words stand in the finding, and what is worth nothing has no marks.
  @Test func aCrashIsSaidOnce() {
    var crash = Fixtures.check(.crashed, quantity: "m")
    crash.finding = .crashed(message: "Index out of range")
    var free = Fixtures.check(.correct, quantity: "gradients", message: "")
    free.maximum = 0
    let output = "one\nSwift/Array.swift:1: Fatal error: Index out of range\n"
    let page = Page(Fixtures.report([crash, free], output: output), Reproduction())
    #expect(page.output == "one\n")
    #expect(page.rows.map { $0.cells[0].marks.isEmpty } == [false, true])
    let last = Fixtures.report([crash], output: "Fatal error: Index out of range")
    #expect(Page(last, Reproduction()).output == nil)
  }

  /// A loss that differs by a rounding is not told with seventeen digits, for which the table has no room.
  @Test func aRoundingTakesNoRoomInATable() throws {
    let steps = [
      ElementStep(step: 1, yours: 0.6245261014506356, expected: 0.6245261014506357, diagnosed: nil),
      ElementStep(step: 2, yours: 0.62452611, expected: 0.62452612, diagnosed: nil),
    ]
    let chart = try #require(PageChart(steps: steps, title: "t", picture: "p", yLabel: "y"))
    #expect(chart.rows.map(\.cells) == [["0.6245", "0.6245"], ["0.62452611", "0.62452612"]])
  }

  @Test func aPageAsksNothingOfANetwork() throws {
    let root = try Schema.wellFormed(pages.document(for: Self.illustrated()))
    func references(_ element: Element) -> [String] {
      ["src", "href", "srcset", "data", "action", "poster"].compactMap { element.attributes[$0] }
        + element.children.flatMap(references)
    }
    #expect(references(root) == ["#content"])
    let style = try #require(root.all("style").first?.text)
    #expect(!style.contains("url(") && !style.contains("@import"))
  }

  /// What a usual submission has at most: three quantities of sixty steps, the loss and the way.
  @Test func aFullPageIsSmall() {
    #expect(pages.document(for: Self.illustrated()).utf8.count <= 60_000)
  }

  /// The program as it was called; without that, the only file that was handed in, or the folder that a reader is in.
  @Test func eachMistakeEndsWithTheCommandThatShowsItAgain() throws {
    func commands(_ report: Report, _ command: Reproduction? = nil) throws -> [String] {
      try Schema.wellFormed(pages.document(for: report, command: command)).all("code").map {
        $0.children.map(\.text).joined(separator: " ")
      }
    }
    var report = Fixtures.report([Fixtures.late, Fixtures.check(.correct, 2, quantity: "m")])
    let ending = "--assignment 10-adam --case usual --step 3"
    #expect(try commands(report) == ["gradus check Sources/Adam.swift \(ending)"])
    let own = Reproduction(submission: "my work/Adam.swift", assignment: "10-adam")
    #expect(try commands(report, own) == ["gradus check 'my work/Adam.swift' \(ending)"])
    report.submission.files.append("Sources/More.swift")
    #expect(try commands(report) == ["gradus check . \(ending)"])
    // Of the numbers that are shown, where those are of another case.
    var illustrated = Self.illustrated()
    (illustrated.figures.quantities[0].caseID, illustrated.figures.quantities[0].first.step) = ("generic", 7)
    #expect(try commands(illustrated).first?.hasSuffix("--case generic --step 7") == true)
    #expect(pages.document(for: illustrated).contains("off in the case generic, at step 7 of 60: mHat"))
    // A case that a student may not see, and a fault of ours, are shown by no command.
    report.checks[0].finding = .hidden
    #expect(try commands(report).isEmpty)
    #expect(try commands(Fixtures.report([Fixtures.check(.graderError)])).isEmpty)
  }

  /// The run went on, so no message has a line: that at which the quantity gets its value is shown.
  @Test func aWrongQuantityStandsBesideItsLine() throws {
    let place = Place(file: "Sources/Adam.swift", line: 2)
    var report = Fixtures.report([Fixtures.late])
    report.checks[0].finding = .differs
    report.sources.quantities["mHat"] = place
    report.figures.excerpts = [Excerpt(place: place, first: 1, lines: ["a", "mHat = m", "b"])]
    func here(_ report: Report) throws -> [String] {
      try Schema.wellFormed(pages.document(for: report)).all("span").filter { $0.attributes["class"] == "here" }
        .map(\.text)
    }
    #expect(try here(report) == ["mHat = m "])
    // What follows rightly from wrong numbers has no line to mend, nor has what may not be told.
    report.checks[0].outcome = .unproven
    #expect(try here(report).isEmpty)
    (report.checks[0].outcome, report.checks[0].finding) = (.incorrect, .hidden)
    #expect(try here(report).isEmpty)
  }

  @Test func eachPictureHasItsTable() throws {
    let root = try Schema.wellFormed(pages.document(for: Self.illustrated()))
    let figures = root.all("figure")
    #expect(figures.count == 4)
    for figure in figures {
      let picture = try #require(figure.all("svg").first { $0.attributes["role"] == "img" })
      #expect(picture.attributes["aria-label"]?.isEmpty == false)
      #expect(figure.all("table").count == 1)
    }
  }

  @Test func onlyAPageOfOursIsWrittenOver() throws {
    let folder = try #require(
      try? FileManager.default.url(
        for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: URL(filePath: NSTemporaryDirectory()),
        create: true))
    defer { try? FileManager.default.removeItem(at: folder) }
    let directory = try ReportDirectory(folder.path)
    let report = Fixtures.report([Fixtures.check(.correct, 2)], name: "a<\"b\".swift")
    try directory.write(pages.document(for: report), as: "one.html")
    try directory.write("<!DOCTYPE html>\n<html lang=\"en\"><p>mine</p></html>", as: "two.html")
    #expect(ReportProof.holds("one.html", in: directory, .html, on: "a<\"b\".swift", assignment: "10-adam"))
    #expect(!ReportProof.holds("one.html", in: directory, .html, on: "b.swift", assignment: "10-adam"))
    #expect(!ReportProof.holds("two.html", in: directory, .html, on: "a<\"b\".swift", assignment: "10-adam"))
    #expect(ReportProof.stranger(in: directory, besides: { _, _ in false }) == "two.html")
  }

  @Test func aTemplateWithoutOurEscapingIsRefused() {
    #expect(throws: HTMLError.unreadable) { try HTML(template: "<p>{{title}}</p>") }
  }

  @Test(arguments: [
    (1.25e-7, "1.25 × 10⁻⁷"), (-0.5, "−0.5"), (3.0, "3"), (0.0, "0"), (-2e20, "−2 × 10²⁰"), (12.345678, "12.35"),
  ]) func numbersAreTypeset(_ number: Double, _ text: String) { #expect(Numerals.short(number) == text) }

  @Test func aScaleKeepsItsNumbersWithinItsLength() {
    let scale = Scale(ofPowersIn: [1e-15, 3e-3], length: 100)
    #expect(scale.position(0) == 100 && scale.position(1e-15) == 100)
    #expect(scale.position(3e-3) < scale.position(1e-9))
    let even = Scale(of: [1, 25], length: 240, upright: false, whole: true)
    #expect(even.position(1) == 0 && even.position(25) == 240 && even.position(13) == 120)
    #expect(even.ticks.map(\.label) == ["10", "20"])
  }
}
