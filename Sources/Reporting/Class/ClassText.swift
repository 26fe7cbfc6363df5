package import GradeModel

/// The class as a table on a terminal.
package enum ClassText {
  private static let most = 10

  package static func document(for summary: ClassSummary, style: Style) -> String {
    var lines = [Wording.classTotal(summary)]
    if let spread = Wording.spread(summary) { lines.append(spread) }
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
      lines += ["", Wording.mistakesTitle]
      let named = summary.mistakes.prefix(most)
      let width = named.map { Columns.width(Visible.line($0.id, limit: 60)) }.max() ?? 0
      for mistake in named {
        let id = Columns.padded(Visible.line(mistake.id, limit: 60), width)
        let sentence = Visible.line(mistake.sentence, limit: 300)
        lines.append("\(Columns.rightAligned("\(mistake.members.count)", 5))  \(id)  \(sentence)")
        lines += mistake.comments.map { "       " + Wording.commentSaid(Visible.line($0, limit: 200)) }
      }
      if summary.mistakes.count > most { lines.append(Wording.moreOnPage(summary.mistakes.count - most)) }
    }
    let hard = summary.difficulties.filter { $0.full < $0.count }.prefix(most)
    if !hard.isEmpty {
      lines += ["", Wording.hardestTitle]
      let width = hard.map { Columns.width(Visible.line($0.id, limit: 60)) }.max() ?? 0
      for one in hard {
        let id = Columns.padded(Visible.line(one.id, limit: 60), width)
        lines.append("  \(id)  " + Wording.difficulty(one))
      }
    }
    let slow = summary.slowest.prefix(3)
    if !slow.isEmpty {
      lines += ["", Wording.slowestTitle]
      lines += slow.map { index in
        let member = summary.members[index]
        return "  \(Numerals.seconds(member.buildSeconds)) s  \(Visible.line(member.submission, limit: 100))"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
