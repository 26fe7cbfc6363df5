import GradeModel

/// The sentences of the report on a screen.
extension Wording {
  static func headline(
    _ name: String, assignment: String, _ exitCode: ExitCode, points: String, maximum: String, wrong: String?
  ) -> String {
    let verdict =
      switch exitCode {
      case .fullMarks: "full marks, \(points) of \(maximum) points"
      case .marksLost: "\(points) of \(maximum) points" + (wrong.map { "; \($0)" } ?? "")
      case .nothingGraded: "nothing could be graded, 0 of \(maximum) points" + (wrong.map { "; \($0)" } ?? "")
      case .unreadable: "there is no grade: what was handed in cannot be opened. Your teacher decides."
      case .usage, .graderError: "the grade is withheld: the grader failed. This is not the submission's fault."
      }
    return "\(name) (\(assignment)): \(verdict)"
  }

  /// The subjects of some causes in a few words; nil without any.
  static func wrong(_ causes: [Cause]) -> String? {
    var parts: [String] = []
    var wrong: [String] = []
    var missing: [String] = []
    for cause in causes {
      switch cause.lead.outcome {
      case .crashed: parts.append("the program crashes")
      case .timedOut: parts.append("the program does not finish")
      case .nondeterministic: parts.append("two runs on the same inputs differ")
      case .tampered: parts.append("the program answers what it was not asked")
      case .missing where Cause.isEnding(cause.lead): parts.append("steps are not reported")
      case .missing: missing += cause.quantities
      case .notBuilt: parts.append(cause.lead.part.map { "\($0) is not built" } ?? "it is not built")
      case .graderError: parts.append("the grader failed")
      default:
        if cause.lead.finding == .hidden { parts.append("hidden cases fail") } else { wrong += cause.quantities }
      }
    }
    (wrong, missing) = (once(wrong), once(missing))
    if !wrong.isEmpty { parts.append("\(few(wrong)) \(wrong.count == 1 ? isOrAre(wrong[0]) : "are") wrong") }
    if !missing.isEmpty { parts.append("\(few(missing)) \(missing.count == 1 ? isOrAre(missing[0]) : "are") missing") }
    return parts.isEmpty ? nil : once(parts).joined(separator: "; ")
  }

  private static func once(_ words: [String]) -> [String] {
    var known: Set<String> = []
    return words.filter { known.insert($0).inserted }
  }

  /// "weights are", but "loss is".
  private static func isOrAre(_ name: String) -> String {
    name.hasSuffix("s") && !name.hasSuffix("ss") && name.count > 1 ? "are" : "is"
  }

  private static func shown(_ names: [String]) -> [String] { names.map { Visible.line($0, limit: Limits.name) } }

  private static func few(_ names: [String]) -> String {
    let shown = shown(names)
    return shown.count > 4 ? shown.prefix(3).joined(separator: ", ") + " and \(shown.count - 3) more" : list(shown)
  }

  /// The sentence of a cause. Numbers that differ are shown below it, so that it need not say where.
  static func briefly(_ cause: Cause) -> String {
    let check = cause.lead
    let others = shown(Array(cause.quantities.dropFirst()))
    if check.diagnosis == nil, check.finding == .differs || check.finding == .notItsEquation {
      let name = check.quantity
      let why =
        check.isUnexplained
        ? ": no single mistake that Gradus knows gives all of these numbers, so compare them with the equation" : ""
      let owner = isOrAre(name) == "is" ? "is not what its" : "are not what their"
      return "\(name) \(owner) equation gives on your own values\(why)"
    }
    let words = message(of: check)
    let said = Visible.isBlank(words) ? fallback(check.outcome) : words
    return Cause.isEnding(check) || others.isEmpty || check.finding == .hidden
      ? said : said + " The same for \(list(others))."
  }

  /// A place in the compiler's own form, ready for its message.
  static func place(_ place: Place, path: String) -> String {
    "\(path):\(place.line):" + (place.column.map { "\($0):" } ?? "") + " "
  }

  static func numbersPlace(caseID: String, step: Int, steps: Int, element: String, differing: Int, count: Int) -> String
  {
    let verb = differing == 1 ? "differs" : "differ"
    let when = step == 0 ? ", before the first step" : steps > 1 ? ", step \(step) of \(steps)" : ""
    return "case \(caseID)\(when), \(element)" + (count > 1 ? " (\(differing) of \(count) elements \(verb))" : "")
  }

  static func concerned(_ quantities: [String]) -> String { "No full marks for \(few(quantities))." }
  /// Another mistake that gives the same numbers.
  static func alternative(_ sentence: String) -> String {
    let isOurs = sentence.hasPrefix("In ") || sentence.hasPrefix("The ")
    let words = isOurs ? sentence.prefix(1).lowercased() + sentence.dropFirst() : sentence
    return "Or, with the same numbers here: \(words)"
  }
  static func alsoIn(_ cases: [String]) -> String {
    "The same in \(cases.count == 1 ? "case" : "the cases") \(list(cases))."
  }

  static let alsoInHidden = "Not right in hidden cases, either."

  static func consequence(_ consequence: Cause.Consequence) -> String {
    let names = few(consequence.quantities)
    let isOne = consequence.quantities.count == 1 && isOrAre(consequence.quantities[0]) == "is"
    return switch consequence.kind {
    case .notFinite: "NaN or infinity in \(names) comes from it."
    case .unproven:
      "On these values \(names) would look right with a mistake too, and \(isOne ? "earns" : "earn") nothing."
    case .unjudged: "Without it \(names) cannot be judged."
    case .follows: "\(names) \(isOne ? "follows" : "follow") from it."
    }
  }

  /// - Parameter quantities: those that are wrong; empty where only runs end early.
  static func moreCauses(_ quantities: [String]) -> String {
    "More is wrong\(quantities.isEmpty ? "" : " in \(few(once(quantities)))"): --full shows all."
  }

  static func following(_ names: [String]) -> String {
    names.isEmpty ? "" : "Follows rightly from your own values, at no cost: \(list(shown(names)))."
  }
  static func right(_ names: [String]) -> String { names.isEmpty ? "" : "Right: \(list(shown(names)))." }

  static func foot(version: String?, hasMore: Bool, hasEquations: Bool, isFull: Bool) -> String? {
    let ways =
      (hasMore ? ["--full shows the numbers"] : [])
      + (hasMore && !hasEquations && !isFull ? ["--explain the equations"] : [])
    let parts = (version.map { ["Gradus \($0)"] } ?? []) + (ways.isEmpty ? [] : [ways.joined(separator: ", ")])
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  static let equationsHeading = "The equations that are asked for, and yours where they differ:"
  static let yourFormula = "Your "
  static func yourFormula(_ symbol: String) -> String { "\(yourFormula)\(symbol) is " }
  /// The signs of some equations that no handout has.
  static func legend(of equations: [String]) -> [String] {
    [
      (
        "window⟨",
        "window⟨a → k⟩ takes the entries along a that lie under a kernel of length k: stride and padding say where."
      ),
      ("fold⟨", "fold⟨k → a⟩ adds each entry under the kernel to the place along a that it was taken from."),
    ].filter { sign, _ in equations.contains { $0.contains(sign) } }.map(\.1)
  }

  static let unknownFormula = "Your numbers do not come of this one, nor of a mistake in it that Gradus knows."

  static func outputHeading(_ caseID: String?) -> String {
    caseID.map { "What the program printed in case \($0):" } ?? outputHeading
  }
  static func otherOutputs(_ count: Int) -> String {
    "(and in \(count) more \(count == 1 ? "case" : "cases"); --full shows it)"
  }

  // MARK: One step

  static func stepHeading(caseID: String, step: Int, steps: Int) -> String { "\(caseID), step \(step) of \(steps)" }
  static let asExpected = "as expected"
  static let fromEquation = "right on your own values"
  static func differing(_ count: Int, of all: Int) -> String {
    "\(count) of \(all) \(all == 1 ? "number" : "numbers") wrong"
  }
}
