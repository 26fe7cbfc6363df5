package import GradeModel

/// The class as a table on a terminal.
package enum ClassText {
  private static let most = 10
  /// The columns of a terminal that nobody has made wider.
  private static let width = 80

  package static func document(for summary: ClassSummary, style: Style) -> String {
    let width = min(style.edge, width)
    var lines = Columns.wrapped(Wording.classTotal(summary), width: width)
    if let spread = Wording.spread(summary) { lines += Columns.wrapped(spread, width: width) }
    let tenths = summary.tenths
    if let highest = tenths.max(), highest > 0 {
      lines += ["", Wording.distribution]
      for (index, count) in tenths.enumerated() {
        let bar = String(repeating: "█", count: (count * 30 + highest - 1) / highest)
        let range = Columns.rightAligned("\(index * 10)–\(index * 10 + 10) %", 10)
        lines.append("\(range)  \(Columns.rightAligned("\(count)", 5))  \(bar)")
      }
    }
    if !summary.mistakes.isEmpty {
      lines += [""] + Columns.wrapped(Wording.mistakesTitle, width: width)
      for mistake in summary.mistakes.prefix(most) {
        let said = [Wording.sentence(of: mistake)] + mistake.comments.map { Wording.commentSaid($0) }
        lines.append("\(Columns.rightAligned("\(mistake.students.count)", 5))  \(Visible.line(mistake.id, limit: 70))")
        for text in said {
          lines += Columns.wrapped("       " + Visible.line(text, limit: 300), width: width)
        }
      }
      if summary.mistakes.count > most { lines.append(Wording.moreOnPage(summary.mistakes.count - most)) }
    }
    let hard = summary.quantities.filter { $0.full < $0.count }.prefix(most)
    if !hard.isEmpty {
      lines += ["", Wording.hardestTitle]
      let column = hard.map { Columns.width(Visible.line($0.id, limit: 30)) }.max() ?? 0
      for one in hard {
        let id = Columns.padded(Visible.line(one.id, limit: 30), column)
        lines.append("  \(id)  " + Wording.difficulty(one))
      }
    }
    let slow = summary.slowest.prefix(3)
    if !slow.isEmpty {
      lines += ["", Wording.slowestTitle]
      lines += slow.map { index in
        let member = summary.members[index]
        return "  \(Numerals.seconds(member.buildSeconds)) s  \(Visible.line(member.submission, limit: 60))"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
