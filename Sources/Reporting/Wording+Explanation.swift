import GradeModel

extension Wording {
  /// The lines that explain each check, in the checks' order.
  ///
  /// A diagnosis is said in full at the first check of its quantity; after that its sentences alone are enough.
  static func explanations(of checks: [Check]) -> [[String]] {
    var explained: Set<String> = []
    return checks.map { check in
      let own =
        [before(check.stop, on: check), check.byEquation.map { byEquation($0, on: check.quantity) }].compactMap(\.self)
      if let diagnosis = check.diagnosis {
        let isFirst = explained.insert(check.quantity).inserted
        let unknown = check.isUnexplained && isFirst ? [unexplained] : []
        return own + (isFirst ? lines(of: diagnosis) : diagnosis.sentences) + unknown
      }
      return own + (check.isUnexplained ? [unexplained] : [])
    }
  }

  /// The lines that a check's headline leaves to be said: its fault, if neither the headline nor the heading of its numbers
  /// says it, and what explains it.
  static func rest(of check: Check, _ explanation: [String]) -> (fault: [String], explanation: [String]) {
    let (message, fault) = (message(of: check), fault(of: check))
    let isSaid = fault == message || check.finding == .differs && check.divergence != nil
    let said = message == fault ? [] : check.diagnosis?.sentences ?? []
    return (isSaid ? [] : [fault], explanation.filter { !said.contains($0) })
  }

  private static func lines(of diagnosis: Diagnosis) -> [String] {
    diagnosis.sentences + [diagnosis.evidence].filter { !$0.isEmpty }
      + (diagnosis.alternatives.isEmpty
        ? [] : ["The same numbers would come of: " + diagnosis.alternatives.joined(separator: " Or: ")])
  }

  private static let unexplained =
    "No single mistake that Gradus knows gives all of these numbers: compare them with the equation, step by step."

  /// Says how many points are added or taken: "+5 points".
  private static func signedPoints(_ points: Double) -> String {
    let number = Numerals.shortPoints(points.magnitude, of: .infinity).points
    return "\(points < 0 ? "−" : "+")\(number) \(number == "1" ? "point" : "points")"
  }

  static func sentence(of note: Note) -> String {
    switch note {
    case .authorsTolerance(let atol, let rtol, let reason):
      "Numbers are compared with the expected ones, and may differ by \(atol) + \(rtol) · |expected|: \(reason)"
    case .changesInput(let name):
      "\(name) is no longer what it was given: your program changes it. Leave it as it is: the caller may need it as it was given."
    case .leftAside(let parts):
      "left aside, neither compiled nor run: "
        + parts.prefix(8).map { Visible.line($0, limit: 100) }.joined(separator: ", ")
        + (parts.count > 8 ? " and \(parts.count - 8) more" : "")
    case .namesParameter(let name, let place):
      "\(Visible.line(place.file, limit: 100)):\(place.line) names the parameter \"\(name)\". Hidden cases have "
        + "parameters of other names: loop over those that are given."
    case .hiddenCasesUntold: "Hidden cases count too; nothing is told of them at this time."
    case .undeclaredSetting(let name, let type):
      "\(type) declares no setting '\(name)', so the case could not set it: write `@Setting var \(name) = …`"
    case .heldToPublicCases(let quantity):
      "\(quantity) earns no larger share in the hidden cases than in the others"
    case .adjusted(let adjustment):
      "\(signedPoints(adjustment.points)) by \(adjustment.author): \(adjustment.reason)"
    case .comment(let text, let author): "\(author): \(text)"
    }
  }
}
