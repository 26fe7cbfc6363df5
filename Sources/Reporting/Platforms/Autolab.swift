package import GradeModel

/// Autolab's last two lines of output: how each problem went, and its score. A problem is a quantity, over all cases.
package enum Autolab {
  /// Returns the two lines; `nil` for a withheld grade, of which the platform must not have a score.
  package static func lines(for report: Report) throws(JSONReportError) -> String? {
    guard report.exitCode.hasGrade else { return nil }
    var order: [String] = []
    var scores: [String: Double] = [:]
    var told: [String: Told] = [:]
    for check in report.checks {
      let name = JUnit.token(check.quantity)
      if scores[name] == nil { order.append(name) }
      scores[name, default: 0] += report.obstacle == nil ? check.earned : 0
      let isRight = check.isFull && report.obstacle == nil
      let hint = isRight ? "" : Visible.line(reason(check, report.obstacle), limit: Limits.message)
      if told[name]?.passed ?? true { told[name] = Told(passed: isRight, hint: hint) }
    }
    let presentation = Presentation(stages: ["Test"], test: told)
    return try JSON.line(presentation) + JSON.line(["scores": scores])
  }

  /// The reason for lost points. A level of feedback may keep an obstacle's own.
  private static func reason(_ check: Check, _ obstacle: Obstacle?) -> String {
    guard let obstacle else { return Wording.message(of: check) }
    return Visible.isBlank(obstacle.message) ? Wording.fallback(obstacle.outcome) : obstacle.message
  }

  private struct Told: Encodable {
    var passed: Bool
    var hint: String
  }

  private struct Presentation: Encodable {
    var kind = "semantic"
    var stages: [String]
    var test: [String: Told]

    private enum CodingKeys: String, CodingKey {
      case stages
      case kind = "_presentation"
      case test = "Test"
    }
  }
}
