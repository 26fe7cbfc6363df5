import GradeModel
import Testing

@testable import Reporting

@Suite struct SummaryCSVTests {
  @Test func aBatchIsATable() {
    let obstacle = Obstacle(outcome: .notBuilt, message: "It does not compile: \"x\", \"y\".")
    let reports = [
      Fixtures.report([Fixtures.check(.correct, 2)], name: "zoe"),
      Fixtures.report([Fixtures.check(.correct, 2), Fixtures.check(.missing, message: "")], name: "ada"),
      Fixtures.report([Fixtures.check(.notBuilt)], obstacle: obstacle, name: "bob, jr."),
      Fixtures.report([Fixtures.check(.incorrect), Fixtures.check(.graderError, message: "No kit.")], name: "eve"),
      Fixtures.report([], name: "max"),
    ]
    #expect(
      CSV.records(SummaryCSV.document(for: reports)) == [
        ["submission", "points", "maximum", "verdict", "message"],
        ["zoe", "2.000", "2.000", "full marks", ""],
        [
          "ada", "2.000", "4.000", "marks lost",
          "usual/mHat: The submission does not report this quantity for every step and parameter.",
        ],
        ["bob, jr.", "0.000", "2.000", "nothing graded", "It does not compile: \"x\", \"y\"."],
        ["eve", "", "4.000", "withheld", "usual/mHat: No kit."],
        ["max", "0.000", "0.000", "nothing graded", "Nothing was checked, so nothing is passed."],
      ])
  }

  @Test(
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("=1+1", "'=1+1"),
      ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), (" =1", "' =1"), ("\t=1", "\"'\t=1\""), ("\r=1", "␍=1"),
      ("=a,\"b\"", "\"'=a,\"\"b\"\"\""), ("＝1", "'＝1"), ("a=1", "a=1"), ("a;b", "\"a;b\""), ("a  b", "a  b"), ("", ""),
    ]
  ) func aNameIsACellThatDoesNotRun(_ name: String, _ cell: String) {
    let row = SummaryCSV.row(for: Fixtures.report([Fixtures.check(.correct, 2)], name: name))
    #expect(row == cell + ",2.000,2.000,full marks,\r\n")
  }

  @Test func lessThanFullIsNotWrittenAsFull() {
    let row = SummaryCSV.row(for: Fixtures.report([Fixtures.check(.correct, 0.999_96, of: 1, message: "")]))
    #expect(row == "ada.swift,0.99996,1.00000,marks lost,usual/mHat: This check earns 0.99996 of 1 points.\r\n")
  }

  @Test func pointsThatMakeNoSenseAreNotWritten() {
    let row = SummaryCSV.row(for: Fixtures.report([Fixtures.check(.correct, .nan)]))
    #expect(row.hasPrefix("ada.swift,,2.000,withheld,\"usual/mHat: The grader gave nan of 2 points, which"))
  }

  /// What a person has added decides whether marks were lost: the points beside it say so.
  @Test func theVerdictFitsThePoints() {
    func verdict(_ exitCode: ExitCode, _ points: Double, _ added: Double...) -> String {
      var row = SummaryCSV.Row(submission: "a", points: points, maximum: 100, exitCode: exitCode, message: "")
      row.adjustments = added.map { Adjustment(points: $0, reason: "r", author: "T", made: "2026-01-31T12:00:00") }
      return SummaryCSV.document(of: [row]).split(separator: "\r\n")[1].split(separator: ",")[1...3].joined(
        separator: " ")
    }
    #expect(verdict(.marksLost, 95, 5) == "100.000 100.000 full marks")
    #expect(verdict(.fullMarks, 100, -2.5) == "97.500 100.000 marks lost")
    #expect(verdict(.fullMarks, 100, -2.5, 2.5) == "100.000 100.000 full marks")
    #expect(verdict(.marksLost, 95, -2, 2) == "95.000 100.000 marks lost")
    #expect(verdict(.nothingGraded, 0, 5) == "5.000 100.000 nothing graded")
  }
}
