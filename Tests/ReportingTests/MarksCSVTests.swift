import GradeModel
import Testing

@testable import Reporting

@Suite struct MarksCSVTests {
  @Test func aRowAStudent() {
    let rows = [
      MarksCSV.Row(
        student: "7", name: "=Lee, Ann", groups: ["A", "B"], submission: "ann", points: 87.5, maximum: 100,
        credit: Credit(attempt: 1, percent: 80, secondsLate: 3600), mark: 70, note: ""),
      MarksCSV.Row(
        student: "8", name: "Bo", groups: [], submission: "", points: nil, maximum: 100,
        credit: Credit(obstacle: .nothingHandedIn), mark: nil, note: "See me."),
    ]
    #expect(
      MarksCSV.document(of: rows) == """
        student,name,groups,submission,points,credit,mark,maximum,note\r
        7,"'=Lee, Ann","A; B",ann,87.5,80,70,100,"Attempt 1 counts: one hour late, credited at 80 %."\r
        8,Bo,,,,,,100,Nothing was handed in. See me.\r

        """)
  }

  /// The next assignment's marks begin with what is left.
  @Test func tokensAreToldWhereThereAreSome() {
    var row = MarksCSV.Row(
      student: "7", name: "Ann", groups: [], submission: "ann", points: 50, maximum: 100,
      credit: Credit(attempt: 1, percent: 100, secondsLate: 86_400, tokensUsed: 2, tokensLeft: 1), mark: 50, note: "")
    (row.tokens, row.groupTokens) = (1, 1)
    #expect(
      MarksCSV.told(row) == """
        The mark is 50 of 100.
        Attempt 1 counts: one day late, made up for with 2 tokens. One token left.

        """)
    let lines = MarksCSV.document(of: [row]).split(separator: "\r\n")
    #expect(lines[0].hasSuffix(",note,tokens,group tokens"))
    #expect(lines[1].hasSuffix("One token left.,1,1") || lines[1].hasSuffix("One token left.\",1,1"), "\(lines[1])")
  }
}
