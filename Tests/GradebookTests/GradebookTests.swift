import Foundation
import GradeModel
import Gradebook
import Testing

@Suite struct GradebookTests {
  /// What is acknowledged is there after the gradebook is opened anew, and is told apart by every condition.
  @Test func aGradingIsFoundUnderItsConditionsOnly() throws {
    let books = try Books()
    let book = try books.open()
    let conditions = try book.identifier(of: Books.conditions)
    #expect(try book.identifier(of: Books.conditions) == conditions)
    let kept = try book.keep(Books.grading("ada", under: conditions), checks: Books.checks)
    let again = try Gradebook(at: books.path)
    let digest = SHA256.digest(of: "struct Adam {}".utf8)
    func find(_ name: String, _ digest: String, _ conditions: Int64, illustrated: Bool = false) throws -> Int64? {
      try again.grading(of: name, digest: digest, under: conditions, illustrated: illustrated)
    }
    #expect(try find("ada", digest, conditions) == kept)
    #expect(try find("bob", digest, conditions) == nil)
    #expect(try find("ada", SHA256.digest(of: "struct Adam { }".utf8), conditions) == nil)
    #expect(try find("ada", digest, conditions, illustrated: true) == nil)
    let changes: [WritableKeyPath<Conditions, String>] = [
      \.assignment, \.marking, \.kit, \.toolchain, \.grader, \.isolation, \.phase, \.instant,
    ]
    for (change, part) in zip(changes, Conditions.Part.allCases) {
      var other = Books.conditions
      other[keyPath: change] += "2"
      #expect(other.differences(from: Books.conditions) == [part])
      let number = try again.identifier(of: other)
      #expect(try find("ada", digest, number) == nil, "\(part)")
      #expect(try again.conditions(number) == other)
    }
    var row = Books.grading("ada", under: conditions)
    row.id = kept
    #expect(try again.grading(kept) == row)
  }

  @Test func aWithheldGradeIsTriedAgainAndStays() throws {
    let book = try Books().open()
    let conditions = try book.identifier(of: Books.conditions)
    let grading = Books.grading("ada", under: conditions, isWithheld: true)
    let id = try book.keep(grading, checks: [])
    #expect(
      try book.grading(of: "ada", digest: grading.digest, under: conditions, illustrated: false) == nil)
    #expect(try book.grading(id).isWithheld)
  }

  /// One that ended the process alone is blamed; of several nobody knows which it was.
  @Test(arguments: [(["ada"], BatchItem.State.blamed), (["ada", "bob"], .suspect), ([], .waiting)])
  func theBlameForAnEnd(started: [String], state: BatchItem.State) throws {
    let book = try Books().open()
    let conditions = try book.identifier(of: Books.conditions)
    try book.begin(["ada", "bob", "zoë"].map { BatchItem(report: $0, entry: $0) })
    _ = try book.settle(Books.attempt("zoë"), by: Books.grading("zoë", under: conditions), checks: Books.checks)
    for name in started { try book.mark(name, .started) }
    #expect(try book.blame(signal: 11) == started.count)
    for item in try book.items() {
      let isStarted = started.contains(item.report)
      #expect(item.state == (item.report == "zoë" ? .finished : isStarted ? state : .waiting), "\(item)")
      #expect(item.signal == (isStarted ? 11 : nil))
    }
    #expect(try book.progress() == (1, 3))
  }

  /// In the order that was given, which is not that of the names.
  @Test func theListOfABatchIsKeptAsItIs() throws {
    let book = try Books().open()
    let items = ["zoë", "ada", "bob"].map { BatchItem(report: $0, entry: "{\"of\": \"\($0)\"}") }
    try book.begin(items)
    #expect(try book.items() == items)
    try book.begin([items[1]])
    #expect(try book.items() == [items[1]])
  }

  /// A batch that could not start hides no grade.
  @Test func whatABatchHasNotComeToHasTheEarlierGrade() throws {
    let book = try Books().open()
    let conditions = try book.identifier(of: Books.conditions)
    let items = ["ada", "bob", "new"].map { BatchItem(report: $0, entry: $0) }
    try book.begin(Array(items.prefix(2)))
    for name in ["ada", "bob"] {
      _ = try book.settle(Books.attempt(name), by: Books.grading(name, points: 10, under: conditions), checks: [])
    }
    try book.begin(items)
    _ = try book.settle(Books.attempt("bob"), by: Books.grading("bob", points: 20, under: conditions), checks: [])
    #expect(try book.standings().map(\.name) == ["ada", "bob"])
    #expect(try book.standings().map(\.points) == [10, 20])
  }

  @Test func adjustmentsSurviveEverything() throws {
    let books = try Books()
    let book = try books.open()
    let conditions = try book.identifier(of: Books.conditions)
    let one = Adjustment(points: 5, reason: "a good question", author: "Prof", made: "2026-01-31T12:00:00")
    let two = Adjustment(points: -2.5, reason: "copied", author: "TA", made: "2026-02-01T12:00:00")
    try book.adjust("ada", by: one)
    try book.begin([BatchItem(report: "ada", entry: "{}")])
    for points in [90.0, 20] {
      let grading = Books.grading("ada", of: "\(points)", points: points, under: conditions)
      _ = try book.settle(Books.attempt("ada"), by: grading, checks: Books.checks)
    }
    try book.adjust("ada", by: two)
    #expect(try Gradebook(at: books.path).adjustments() == ["ada": [one, two]])
    #expect([one, two].added(to: 90) == 92.5 && [two].added(to: 1) == 0)
    // The later grading counts, and the earlier one is still there.
    #expect(try book.standings().map(\.points) == [20])
    #expect(try book.grading(1).points == 90)
  }
}
