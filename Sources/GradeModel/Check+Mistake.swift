extension Check {
  /// A name for the mistake that it shows, the same for all who make it; `nil` if there is none here, or if it only follows
  /// from another.
  package var mistake: String? {
    if let diagnosis { return "\(quantity): \(diagnosis.kinds.joined(separator: " + "))" }
    switch outcome {
    case .correct, .followThrough, .skipped, .graderError, .unproven: return nil
    case .incorrect: return "\(quantity): unexplained"
    case .missing: return "\(quantity): missing"
    case .crashed, .timedOut, .nondeterministic, .notBuilt, .tampered: return outcome.rawValue
    }
  }
}

extension Report {
  /// The mistakes of a submission, each once, in the order of its checks.
  package var mistakes: [String] {
    if obstacle?.outcome == .notBuilt { return [Outcome.notBuilt.rawValue] }
    var seen: Set<String> = []
    return checks.compactMap(\.mistake).filter { seen.insert($0).inserted }
  }
}
