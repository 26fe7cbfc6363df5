import GradeModel

/// Checks that lost marks for one reason.
struct Cause {
  /// The first check that shows it.
  var lead: Check
  /// The quantities that are wrong by it, in the order of the checks.
  private(set) var quantities: [String] = []
  /// The cases in which they are.
  private(set) var cases: [String] = []
  /// True if one of them is not right in a hidden case, of which no more is told.
  private(set) var isInHidden = false
  /// The quantities that lose marks because of those.
  private(set) var consequences: [Consequence] = []

  /// True if nothing but the outcome may be said.
  var isHidden: Bool { lead.finding == .hidden }

  /// Quantities that come of wrong ones, in one way.
  struct Consequence {
    enum Kind { case notFinite, unproven, unjudged, follows }
    var kind: Kind
    var quantities: [String]
  }

  private let key: String
  private let fault: String

  private init(_ check: Check) {
    lead = check
    key = Self.key(check)
    fault = Self.fault(of: check)
  }

  /// Returns the causes of a report's lost marks, in the order in which they first show.
  static func all(of checks: [Check]) -> [Cause] {
    // Beside hidden cases the public ones are worth nothing, and say all there is to say of an end.
    let counted = Set(checks.filter { $0.worth > 0 }.map(\.quantity))
    let lost = checks.filter {
      !$0.isFull && (!isEnding($0) || counted.isEmpty || counted.contains($0.quantity))
    }
    let wrong = Set(lost.map(\.quantity))
    var causes: [Cause] = []
    var followers: [Check] = []
    for check in lost {
      if let sources = sources(of: check), !wrong.isDisjoint(with: sources) {
        followers.append(check)
      } else {
        add(check, to: &causes)
      }
    }
    // One that comes of another that comes of a third finds its place once that one has it.
    while let index = followers.firstIndex(where: { home(of: $0, in: causes) != nil }) {
      let check = followers.remove(at: index)
      home(of: check, in: causes).map { causes[$0].take(check) }
    }
    for check in followers { add(check, to: &causes) }
    return causes
  }

  private static func add(_ check: Check, to causes: inout [Cause]) {
    let (key, fault) = (key(check), fault(of: check))
    let index =
      causes.firstIndex { $0.key == key }
      ?? (isEnding(check)
        ? nil
        : causes.firstIndex { cause in
          !isEnding(cause.lead) && cause.quantities.contains(check.quantity)
            && (cause.fault == fault || check.finding == .hidden)
        })
    if let index {
      causes[index].join(check)
    } else {
      var cause = Cause(check)
      cause.join(check)
      causes.append(cause)
    }
  }

  private static func home(of check: Check, in causes: [Cause]) -> Int? {
    guard let sources = sources(of: check) else { return nil }
    return causes.firstIndex { cause in
      (cause.quantities + cause.consequences.flatMap(\.quantities)).contains(where: sources.contains)
    }
  }

  private mutating func join(_ check: Check) {
    if !quantities.contains(check.quantity) { quantities.append(check.quantity) }
    if check.finding == .hidden && !isHidden {
      isInHidden = true
    } else if !cases.contains(check.caseID) {
      cases.append(check.caseID)
    }
    if lead.divergence == nil, check.divergence != nil, !Self.isEnding(lead) { lead = check }
  }

  private mutating func take(_ check: Check) {
    let kind = Self.kind(of: check)
    if quantities.contains(check.quantity) || consequences.contains(where: { $0.quantities.contains(check.quantity) }) {
      return
    }
    if let index = consequences.firstIndex(where: { $0.kind == kind }) {
      consequences[index].quantities.append(check.quantity)
    } else {
      consequences.append(Consequence(kind: kind, quantities: [check.quantity]))
    }
  }

  /// True if the run ended before its end, or nothing was run: the quantity has no part in it.
  static func isEnding(_ check: Check) -> Bool { check.finding.flatMap { Wording.ending($0, nil) } != nil }

  /// The same for checks whose runs ended for the same reason; nil if theirs did not end early. Shapes and limits differ from case
  /// to case: at one line it is the same end.
  static func endingKey(_ check: Check) -> String? {
    guard let words = check.finding.flatMap({ Wording.ending($0, nil) }) else { return nil }
    guard let place = check.place else { return "\(words) \(check.outcome)" }
    let isNumber = { (character: Character) in character.isNumber || " ,.".contains(character) }
    return "\(place.file):\(place.line) \(words.filter { !isNumber($0) }) \(check.outcome)"
  }

  /// The same for checks that lost marks for the same reason: an end of the run, or a diagnosis in the same words but for the
  /// quantity's name.
  private static func key(_ check: Check) -> String {
    // Each part has programs of its own.
    (check.part.map { $0 + ": " } ?? "") + words(check)
  }

  /// The same for checks of one quantity that are wrong in the same way: the same mistake, or the same fault at whatever
  /// place and of whatever size.
  private static func fault(of check: Check) -> String {
    if check.diagnosis != nil { return words(check) }
    let kind =
      switch check.finding {
      case .differs, .notItsEquation, nil: "differs"
      case .nonFinite: "is not finite"
      case .shape(_, let yours, let expected): "shape \(yours.count) \(yours == expected.reversed())"
      default: Wording.message(of: check).filter { !$0.isNumber }
      }
    return "\(check.outcome) \(kind)"
  }

  private static func words(_ check: Check) -> String {
    switch check.finding {
    case .unequalRuns, .reportedOnce: return "\(check.outcome)"
    case _?: if let key = endingKey(check) { return key }
    case nil: break
    }
    let message = Wording.message(of: check)
    guard check.diagnosis != nil else { return message }
    return message.split(separator: " ").map { word in
      word.trimmingSuffix(while: { ",.:;".contains($0) }) == PartName.own(check.quantity) ? "_" : word
    }.joined(separator: " ")
  }

  /// The quantities that a check's fault comes from by what it says itself; nil if it has a mistake of its own.
  private static func sources(of check: Check) -> [String]? {
    if check.diagnosis != nil { return nil }
    let sources: [String]? =
      switch check.byEquation ?? check.finding {
      case .followsNotFinite(_, let origins): origins
      case .follows(let sources, let origins): origins.isEmpty ? sources : origins
      case .nonFinite(let found): found.source.map { [$0] }
      case .hidesMistakes(let sources): sources
      case .uninformative(let source, _): [source]
      case .withoutChoice(let choice): [choice]
      case .sharesMistake(let other): [other]
      default: nil
      }
    return sources?.contains(check.quantity) == true ? nil : sources
  }

  private static func kind(of check: Check) -> Consequence.Kind {
    switch check.byEquation ?? check.finding {
    case .followsNotFinite, .nonFinite: .notFinite
    case .hidesMistakes, .uninformative: .unproven
    case .withoutChoice: .unjudged
    default: .follows
    }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while isCut: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isCut(last) { rest.removeLast() }
    return rest
  }
}
