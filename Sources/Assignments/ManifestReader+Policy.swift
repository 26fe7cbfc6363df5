package import Policy

extension Policy {
  /// Reads a policy.
  ///
  /// - Parameter file: its path, as messages shall show it.
  /// - Throws: all faults of the file, by line.
  package init(_ bytes: some Sequence<UInt8>, file: String) throws(ManifestError) {
    var reader = ManifestReader()
    do {
      if let policy = reader.policy(ManifestNode(node: try parse(Array(bytes)), path: "")) {
        self = policy
        return
      }
    } catch {
      // The sentence on an empty file speaks of assignments.
      let fault: ManifestProblem.Fault =
        error.fault == .empty ? .expected(.mapping(of: "a policy's keys"), found: .nothing) : error.fault
      throw ManifestError(
        file: file, problems: [.init(line: error.line, column: error.column, path: error.path, fault: fault)])
    }
    throw ManifestError(file: file, problems: reader.ordered)
  }
}

extension ManifestReader {
  /// The whole policy; `nil` if any fault was noted.
  fileprivate mutating func policy(_ root: ManifestNode) -> Policy? {
    let keys = ["timezone", "credit", "grace", "closes", "tokens", "counts"]
    guard let mapping = mapping(root, of: "a policy's keys", keys: keys) else { return nil }
    var policy = Policy()
    policy.zone = mapping["timezone"].flatMap { zone($0) }
    let steps = mapping["credit"].flatMap { list($0, of: "steps") } ?? []
    policy.credit = steps.compactMap { step($0, in: policy.zone) }
    policy.grace = mapping["grace"].flatMap { duration($0) } ?? 0
    policy.closes = mapping["closes"].flatMap { instant($0, in: policy.zone) }
    policy.tokens = mapping["tokens"].flatMap { tokens($0) }
    policy.counts = mapping["counts"].flatMap { choice($0, .counting, as: Policy.Counting.self) } ?? policy.counts
    // Of a policy that is not read whole, one rule may only seem to contradict another.
    guard problems.isEmpty else { return nil }
    for contradiction in policy.contradictions {
      note(.contradiction(contradiction), at: place(of: contradiction, steps, in: mapping))
    }
    return problems.isEmpty ? policy : nil
  }

  private func place(_ key: String, in mapping: ManifestMapping) -> ManifestNode { mapping[key] ?? mapping.place }

  /// Returns the line to change.
  private func place(of contradiction: Policy.Contradiction, _ steps: [ManifestNode], in mapping: ManifestMapping)
    -> ManifestNode
  {
    switch contradiction {
    case .stepOutOfOrder(let step), .creditRises(let step), .closesBeforeStep(let step): steps[step]
    case .tokensWithoutDue, .noTokens, .mostIsMoreThanAll: place("tokens", in: mapping)
    case .tokensBeyondClose: place("closes", in: mapping)
    case .inTimeWithoutDue: place("counts", in: mapping)
    }
  }

  private mutating func step(_ place: ManifestNode, in zone: Zone?) -> Policy.Step? {
    guard let mapping = mapping(place, of: "a step", keys: ["until", "percent"]) else { return nil }
    let until = required("until", in: mapping, .instant).flatMap { instant($0, in: zone) }
    let percent = required("percent", in: mapping, .numberWithin(0...1000)).flatMap { number($0, in: 0...1000) }
    guard let until, let percent else { return nil }
    return Policy.Step(until: until, percent: percent)
  }

  private mutating func tokens(_ place: ManifestNode) -> Policy.Tokens? {
    guard let mapping = mapping(place, of: "tokens", keys: ["student", "group", "each", "most"]) else { return nil }
    let student = mapping["student"].flatMap { wholeNumber($0, in: 0...1000) } ?? 0
    let group = mapping["group"].flatMap { wholeNumber($0, in: 0...1000) } ?? 0
    let most = mapping["most"].flatMap { wholeNumber($0, in: 1...1000) }
    guard let each = required("each", in: mapping, .duration).flatMap({ duration($0) }) else { return nil }
    return Policy.Tokens(student: student, group: group, each: each, most: most)
  }

  private mutating func zone(_ place: ManifestNode) -> Zone? {
    guard let text = text(place, .zone) else { return nil }
    if let zone = Zone(text) { return zone }
    note(.expected(.zone, found: place.found), at: place)
    return nil
  }

  /// Reads an instant. One that the clocks of the zone show twice, or never, is not guessed.
  private mutating func instant(_ place: ManifestNode, in zone: Zone?) -> Int? {
    guard let text = text(place, .instant) else { return nil }
    if let seconds = Instant.seconds(text) { return seconds }
    guard let zone, let time = Instant.time(text) else {
      note(.expected(.instant, found: place.found), at: place)
      return nil
    }
    let instants = zone.instants(showing: time)
    if instants.count == 1 { return instants[0] }
    note(.changeOfClocks(text, in: zone.name, isTwice: !instants.isEmpty), at: place)
    return nil
  }

  /// Returns seconds, one at least.
  private mutating func duration(_ place: ManifestNode) -> Int? {
    if case .text(let text) = place.found {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let unit = text.dropFirst(digits.count).drop { $0 == " " }
      let seconds = [("min", 60), ("minute", 60), ("h", 3600), ("hour", 3600), ("day", 86400), ("week", 604_800)]
        .first { unit == $0.0 || unit == $0.0 + "s" }?.1
      // Ten years at most, so that no sum of instants overflows.
      if let seconds, let count = Int(digits), count > 0, count <= 315_360_000 / seconds { return count * seconds }
    }
    note(.expected(.duration, found: place.found), at: place)
    return nil
  }
}
