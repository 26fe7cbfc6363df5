import GradeModel

/// The words of a class at a glance.
extension Wording {
  static let distribution = "points, in tenths of the maximum:"
  static let mistakesTitle = "mistakes, with how many students make each, and its name for gradus comment:"
  static let hardestTitle = "hardest quantities, in all cases (by case on the page):"
  static let slowestTitle = "slowest builds:"

  static func classTotal(_ summary: ClassSummary) -> String {
    func count(_ codes: Set<ExitCode>) -> Int { summary.members.count { codes.contains($0.verdictCode) } }
    let students = Set(summary.members.map(\.student)).count
    // One number says both if each has one attempt.
    let people = students == summary.members.count ? "" : " of \(students) students, whose last attempts are shown"
    return "\(token(summary.assignment)): \(summary.members.count) submissions\(people); "
      + "\(count([.fullMarks, .marksLost])) graded, \(count([.fullMarks])) with full marks; "
      + "\(count([.nothingGraded])) not graded, \(count([.unreadable])) unreadable, \(count([.graderError, .usage])) withheld"
  }
  private static func token(_ name: String) -> String { JUnit.token(name) }

  /// The words of a mistake; one that no diagnosis words is told by its outcome.
  static func sentence(of mistake: ClassSummary.Mistake) -> String {
    if !Visible.isBlank(mistake.sentence) { return mistake.sentence }
    // Behind the quantity or the part, and before the digits.
    let word = mistake.id.split(separator: " ").first { !$0.hasSuffix(":") }
    return fallback(word.flatMap { Outcome(rawValue: String($0)) } ?? .incorrect)
  }

  static func spread(_ summary: ClassSummary) -> String? {
    guard let mean = summary.mean, let low = summary.quantile(0.25), let median = summary.quantile(0.5),
      let high = summary.quantile(0.75)
    else { return nil }
    func points(_ value: Double) -> String { Numerals.fixed(value, places: 1) }
    return
      "points: mean \(points(mean)), median \(points(median)), the middle half from \(points(low)) to \(points(high))"
  }
  static func percent(_ share: Double) -> String { "\(Numerals.fixed(share * 100, places: 1)) %" }
  static func difficulty(_ one: ClassSummary.Difficulty) -> String {
    "full points: \(one.full) of \(one.count); mean: \(percent(one.share))"
  }
  static func commentSaid(_ text: String) -> String { "said to all: \(text)" }
  static func moreOnPage(_ count: Int) -> String { "       and \(count) more on the page" }
  static func andMore(_ count: Int) -> String { "and \(count) more" }
}
