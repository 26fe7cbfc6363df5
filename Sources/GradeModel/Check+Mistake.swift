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
    case .notBuilt:
      // A part lacks its type for one reason or another.
      return ofPart + (mistakeSentence.map { " " + Self.digest(of: [$0]) } ?? "")
    case .crashed, .timedOut, .nondeterministic, .tampered: return ofPart
    }
  }

  /// The words of the mistake, the same for all who make it; `nil` where its outcome says all.
  package var mistakeSentence: String? {
    if let diagnosis { return diagnosis.sentences.joined(separator: " ") }
    guard outcome == .notBuilt, part != nil, case .notReached(let reason) = finding else { return nil }
    // The compiler's line and column are one program's own.
    return reason.firstRange(of: ": error: ").map { String(reason[$0.upperBound...]) } ?? reason
  }

  /// The outcome; of several types, with the part that it is of. A crash of one type says nothing of the others.
  private var ofPart: String { part.map { "\($0): \(outcome.rawValue)" } ?? outcome.rawValue }
}

/// A submission without a program, as one of those that lack one for the same reason.
package struct NoProgram {
  /// The message without the submission's own name, which would make a group of everybody.
  package let sentence: String
  /// Its name: `notBuilt 3fa2`.
  package let mistake: String

  package init(_ message: String, of submission: String) {
    sentence = Self.withoutName(message, submission)
    mistake = "\(Outcome.notBuilt.rawValue) \(Check.digest(of: [sentence]))"
  }

  /// A message begins with the submission's name, or with the path to it, or names neither.
  private static func withoutName(_ message: String, _ submission: String) -> String {
    for end in [" ", "/"] {
      guard let name = message.firstRange(of: submission + end) else { continue }
      let head = message[..<name.lowerBound]
      guard head.isEmpty || head.hasSuffix("/") else { continue }
      let rest = message[name.upperBound...]
      return end == "/" ? String(rest) : "The submission " + rest
    }
    return message
  }
}

extension Check {
  /// Four hexadecimal digits (FNV-1a, folded): they tell apart the few mistakes of one quantity and kind.
  fileprivate static func digest(of sentences: [String]) -> String {
    let value = sentences.joined(separator: "\n").utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let folded = value ^ value >> 32
    let digits = String((folded ^ folded >> 16) & 0xFFFF, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
