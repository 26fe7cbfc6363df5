extension Report {
  /// The report of the whole, from one on each part, in their order.
  ///
  /// A part that could not be built costs its own points and no others. If none could be, that is said once, and nothing is
  /// graded. A fault of ours in one part withholds the whole.
  ///
  /// - Parameters:
  ///   - parts: the parts' identifiers and their reports, at least one. Each names its own cases and quantities.
  ///   - assignment: the whole.
  package init(of assignment: AssignmentIdentity, joining parts: [(id: String, report: Report)]) {
    self = parts[0].report
    self.assignment = assignment
    let named = parts.map { $0.report.named(in: $0.id) }
    let obstacles = named.map(\.obstacle)
    obstacle = Self.shared(obstacles.compactMap(\.self), ofAll: !obstacles.contains(nil))
    checks = named.flatMap { obstacle == nil ? $0.unbuilt : $0.checks }
    durations = named.reduce(into: [:]) { $0.merge($1.durations, uniquingKeysWith: +) }
    let seconds = named.compactMap(\.caseSeconds)
    caseSeconds = seconds.isEmpty ? nil : seconds.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    notes = Self.once(named.flatMap { $0.notes.filter { !$0.isLeftAside } }, beside: named)
    outputs = named.flatMap(\.outputs)
    output = named.map(\.output).joined()
    submission.files = Self.unique(named.flatMap(\.submission.files))
    sources = SourceMap(joining: zip(parts, named).map { ($0.id, $1.sources) })
    stepNumbers = named.flatMap(\.stepNumbers)
    figures = Figures(joining: named.map(\.figures))
    let fingerprints = zip(parts, named).compactMap { part, report in
      report.fingerprint.map { PartName.joined(part.id, $0) }
    }
    fingerprint = fingerprints.isEmpty ? nil : fingerprints.joined(separator: " ")
  }

  /// The obstacle of the whole: a fault of ours in any part, or what stands in the way of all of them.
  private static func shared(_ obstacles: [Obstacle], ofAll isOfAll: Bool) -> Obstacle? {
    if let ours = obstacles.first(where: { $0.outcome == .graderError }) { return ours }
    guard isOfAll, let first = obstacles.first else { return nil }
    // The compiler says the same of the sources in each part.
    if let told = obstacles.first(where: { !$0.details.isEmpty }) { return told }
    var joined = first
    joined.message = unique(obstacles.map(\.message)).joined(separator: " ")
    return joined
  }

  /// Notes that several parts have are said once. What one part leaves aside and another needs is not left aside.
  private static func once(_ notes: [Note], beside reports: [Report]) -> [Note] {
    let left = reports.map { report in
      report.notes.reduce(into: [String]()) { if case .leftAside(let names) = $1 { $0 += names } }
    }
    let everywhere = unique(left[0]).filter { name in left.allSatisfy { $0.contains(name) } }
    var all: [Note] = everywhere.isEmpty ? [] : [.leftAside(everywhere)]
    for note in notes where !all.contains(note) { all.append(note) }
    return all
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// The checks, and if the part could not be built, its reason in each of them.
  private var unbuilt: [Check] {
    guard let obstacle else { return checks }
    let first = obstacle.details.split(separator: "\n").first { $0.contains(": error: ") }
    return checks.map { check in
      var check = check
      (check.outcome, check.points, check.place) = (obstacle.outcome, 0, obstacle.place)
      check.finding = .notReached(because: first.map(String.init) ?? obstacle.message)
      return check
    }
  }

  /// The report with the names that its cases and quantities have in the whole.
  private func named(in part: String) -> Report {
    func name(_ own: String) -> String { PartName.joined(part, own) }
    var named = self
    for index in checks.indices { named.checks[index].rename(name) }
    named.caseSeconds = caseSeconds.map {
      Dictionary($0.map { (name($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    named.notes = notes.map { $0.renamed(name) }
    for index in outputs.indices where !outputs[index].caseID.isEmpty {
      named.outputs[index].caseID = name(outputs[index].caseID)
    }
    for index in stepNumbers.indices {
      named.stepNumbers[index].caseID = name(stepNumbers[index].caseID)
      named.stepNumbers[index].quantity = name(stepNumbers[index].quantity)
    }
    named.figures.rename(name)
    return named
  }
}

extension Check {
  fileprivate mutating func rename(_ name: (String) -> String) {
    caseID = name(caseID)
    quantity = name(quantity)
    finding = finding?.renamed(name)
    byEquation = byEquation?.renamed(name)
    let before = stop?.before?.renamed(name)
    stop?.before = before
  }
}

extension Finding {
  /// The finding with other names of the quantities in it. What a student calls something of her own stays.
  fileprivate func renamed(_ name: (String) -> String) -> Finding {
    func other(_ found: NonFinite) -> NonFinite {
      var found = found
      found.source = found.source.map(name)
      return found
    }
    return switch self {
    case .shape(let series, let yours, let expected):
      .shape(series: name(series), yours: yours, expected: expected)
    case .entries(let series, let yours, let expected):
      .entries(series: name(series), yours: yours, expected: expected)
    case .nonFinite(let found): .nonFinite(other(found))
    case .implausible(let own, let flaw): .implausible(name: name(own), flaw)
    case .tooFewDraws(let own): .tooFewDraws(name: name(own))
    case .withoutChoice(let choice): .withoutChoice(name(choice))
    case .follows(let sources, let origins): .follows(sources: sources.map(name), origins: origins.map(name))
    case .rightDespite(let sources): .rightDespite(sources: sources.map(name))
    case .sharesMistake(let with): .sharesMistake(with: name(with))
    case .followsNotFinite(let found, let origins): .followsNotFinite(other(found), origins: origins.map(name))
    case .hidesMistakes(let sources): .hidesMistakes(sources: sources.map(name))
    case .uninformative(let source, let why): .uninformative(source: name(source), why.renamed(name))
    case .unequalRuns(let series, let step): .unequalRuns(series: name(series), step: step)
    case .reportedOnce(let series): .reportedOnce(series: name(series))
    case .referenceNotFinite(let series): .referenceNotFinite(series: name(series))
    case .noRule(let choice): .noRule(choice: name(choice))
    case .notReported, .unreadable, .differs, .notItsEquation, .changedInPlace, .notAllowed, .crashed, .timedOut,
      .ended, .gaveUp, .tooFewReports, .notOfTheKit, .notReached, .hidden, .notInReference, .referenceFailed,
      .cannotBeJudged, .hostFault, .notRun:
      self
    }
  }
}

extension Finding.Uninformative {
  fileprivate func renamed(_ name: (String) -> String) -> Self {
    if case .backSolved(let from) = self { .backSolved(from: name(from)) } else { self }
  }
}

extension Note {
  fileprivate var isLeftAside: Bool { if case .leftAside = self { true } else { false } }

  fileprivate func renamed(_ name: (String) -> String) -> Note {
    switch self {
    case .changesInput(let input): .changesInput(name(input))
    case .heldToPublicCases(let quantity): .heldToPublicCases(name(quantity))
    default: self
    }
  }
}

extension SourceMap {
  /// The lines of all parts' types, under the names of the whole.
  fileprivate init(joining parts: [(id: String, map: SourceMap)]) {
    self.init()
    for (id, map) in parts {
      for (quantity, place) in map.quantities { quantities[PartName.joined(id, quantity)] = place }
    }
    types = Dictionary(
      parts.compactMap { part in part.map.type.map { (part.id, $0) } }, uniquingKeysWith: { first, _ in first })
  }
}

extension Figures {
  /// The first figures of all parts, as many as a page draws.
  fileprivate init(joining parts: [Figures]) {
    self.init()
    quantities = Array(parts.flatMap(\.quantities).prefix(Self.mostQuantities))
    loss = parts.lazy.compactMap(\.loss).first
    paths = parts.lazy.compactMap(\.paths).first
  }

  fileprivate mutating func rename(_ name: (String) -> String) {
    for index in quantities.indices {
      quantities[index].caseID = name(quantities[index].caseID)
      quantities[index].quantity = name(quantities[index].quantity)
    }
    if let own = loss?.caseID { loss?.caseID = name(own) }
    if let own = paths?.caseID { paths?.caseID = name(own) }
  }
}
