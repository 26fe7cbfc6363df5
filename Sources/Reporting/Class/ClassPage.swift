package import GradeModel
internal import Mustache

/// The class as one page for a browser, which asks nothing of a network.
package struct ClassPage: Sendable {
  /// No report of a submission has this ending.
  package static let name = "class.htm"

  private let template: MustacheTemplate

  /// - Parameter template: the page's text, `templates/report/class.html.mustache`.
  package init(template: String) throws(HTMLError) { self.template = try HTML.template(template) }

  /// Returns the page: the same bytes for the same class.
  ///
  /// - Parameter ending: the ending of the reports that the rows link to.
  package func document(for summary: ClassSummary, reportsEndIn ending: String) -> String {
    template.render(Content(summary, ending))
  }

  /// Everything that the template takes.
  private struct Content {
    struct Bar {
      var range: String
      var count: Int
      /// Of the longest bar, in percent.
      var share: Int
    }
    struct Group {
      var id: String
      var count: Int
      var sentence: String
      var comments: [String]
      var members: [Link]
      var more: String?
    }
    struct Link {
      var name: String
      var address: String
    }
    struct Check {
      var id: String
      var full: String
      var share: String
      /// In tenths of a percent, for sorting.
      var order: Int
    }
    struct Row {
      var name: String
      var address: String
      var points: String
      /// For sorting; withheld grades come first.
      var order: Double
      var maximum: String
      var verdict: String
      var mistakes: String
      var build: String
    }

    var identity: String
    var title: String
    var total: String
    var spread: String?
    var bars: [Bar]
    var groups: [Group]
    var hasGroups: Bool
    var checks: [Check]
    var rows: [Row]

    init(_ summary: ClassSummary, _ ending: String) {
      identity = JUnit.token(summary.assignment)
      title = JUnit.token(summary.assignment)
      total = Wording.classTotal(summary)
      spread = Wording.spread(summary)
      let tenths = summary.tenths
      let highest = max(1, tenths.max() ?? 1)
      bars = tenths.enumerated().map { index, count in
        Bar(range: "\(index * 10)–\(index * 10 + 10) %", count: count, share: count * 100 / highest)
      }
      let links = summary.members.map { member in
        Link(name: Visible.line(member.submission, limit: Limits.name), address: Self.address(member.report + ending))
      }
      groups = summary.mistakes.map { mistake in
        Group(
          id: Visible.line(mistake.id, limit: Limits.name), count: mistake.students.count,
          sentence: Visible.line(Wording.sentence(of: mistake), limit: Limits.message),
          comments: mistake.comments.map { Visible.line($0, limit: Limits.message) },
          members: mistake.members.prefix(Self.mostLinks).map { links[$0] },
          more: mistake.members.count > Self.mostLinks ? Wording.andMore(mistake.members.count - Self.mostLinks) : nil)
      }
      hasGroups = !groups.isEmpty
      checks = summary.difficulties.map { one in
        Check(
          id: Visible.line(one.id, limit: Limits.name), full: "\(one.full) / \(one.count)",
          share: Wording.percent(one.share), order: Int((one.share * 1000).rounded()))
      }
      rows = zip(summary.members, links).map { member, link in
        var row = SummaryCSV.Row(
          submission: member.submission, points: member.points, maximum: member.maximum, exitCode: member.exitCode,
          message: "")
        row.adjustments = member.adjustments
        return Row(
          name: link.name, address: link.address, points: row.pointsText, order: member.mark ?? -1,
          maximum: row.maximumText, verdict: Wording.verdict(row.verdictCode),
          mistakes: Visible.line(member.mistakes.joined(separator: "; "), limit: 300),
          build: member.buildSeconds > 0 ? Numerals.seconds(member.buildSeconds) : "")
      }
    }

    private static let mostLinks = 12

    /// A file's name as an address: every byte that could mean something else is written out.
    private static func address(_ name: String) -> String {
      "./"
        + name.utf8.map { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            String(UnicodeScalar(byte))
          default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
          }
        }.joined()
    }
  }
}
