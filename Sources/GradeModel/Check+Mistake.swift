extension Check {
  /// A name for the mistake that it shows, the same for all who make it; `nil` if there is none here, or if it only follows
  /// from another.
  package var mistake: String? {
    if let diagnosis {
      // One kind can be several mistakes: β₁ for β₂, or ε for η. Their sentences tell them apart.
      return "\(quantity): \(diagnosis.kinds.joined(separator: " + ")) \(Self.digest(of: diagnosis.sentences))"
    }
    switch outcome {
    case .correct, .followThrough, .skipped, .unreadable, .graderError, .unproven: return nil
    case .incorrect: return "\(quantity): unexplained"
    case .missing: return "\(quantity): missing"
    case .crashed, .timedOut, .nondeterministic, .notBuilt, .tampered: return outcome.rawValue
    }
  }
}

extension Check {
  /// Four hexadecimal digits (FNV-1a, folded): they tell apart the few mistakes of one quantity and kind.
  private static func digest(of sentences: [String]) -> String {
    let value = sentences.joined(separator: "\n").utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let folded = value ^ value >> 32
    let digits = String((folded ^ folded >> 16) & 0xFFFF, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
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
