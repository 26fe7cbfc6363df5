internal import Equations

extension DiagnosisWording {
  /// The sentences on a pattern: the wrong numbers, and their size.
  func sentences(_ pattern: Pattern, _ quantity: String) -> [String] {
    [Agreement.agreeing(place(pattern, quantity), with: quantity)] + (pattern.size.map { [sentence($0)] } ?? [])
  }

  private func place(_ pattern: Pattern, _ quantity: String) -> String {
    switch pattern.spot {
    case nil where pattern.wrong == pattern.judged: "Every number of \(quantity) is wrong."
    case nil: "\(pattern.wrong) of \(pattern.judged) numbers of \(quantity) are wrong."
    case .steps(.first): "\(quantity) is wrong at the first step only: look at how it begins."
    case .but(.steps(.first)):
      "\(quantity) is right at the first step, and wrong from the second on."
        + (carries(quantity) ? " Look at what is carried from one step to the next." : "")
    case .steps(.last): "\(quantity) is wrong at the last step only: look at how the loop ends."
    case .sign(let source, _)?, .but(.sign(let source, _))?:
      "\(quantity) is wrong exactly where \(condition(pattern.spot)): look at what is done with \(text(source.node)) there."
    case .cases?:
      "\(quantity) is wrong in \(pattern.spot.map { name($0, of: quantity) } ?? "")"
        + (judgesAll ? " only, and right in all others." : ", and right in the others \(Self.whereJudged).")
    case .but(let spot)?: "\(quantity) is right only in \(name(spot, of: quantity)): look at what is done elsewhere."
    case let spot?:
      "\(quantity) follows its equation everywhere but in \(name(spot, of: quantity)): look at what is done there."
    }
  }

  func condition(_ spot: Spot?) -> String {
    switch spot {
    case .sign(let source, .zero): "\(text(source.node)) = 0"
    case .sign(let source, .positive): "\(text(source.node)) > 0"
    case .sign(let source, .negative): "\(text(source.node)) < 0"
    case .but(.sign(let source, .zero)): "\(text(source.node)) is not 0"
    case .but(.sign(let source, .positive)): "\(text(source.node)) ≤ 0"
    case .but(.sign(let source, .negative)): "\(text(source.node)) ≥ 0"
    default: ""
    }
  }

  /// The size of the wrong numbers beside the right ones. Ratios are rounded outwards, so that the sentence is true.
  private func sentence(_ size: Pattern.Size) -> String {
    let sign = size.hasRightSign ? "The sign is right" : "The sign is wrong"
    if isNamesOnly { return "\(sign)\(size.hasRightSign ? ", and the size is not" : "")." }
    return
      "\(sign), and the size is \(outwards(size.least, .down)) to \(outwards(size.largest, .up)) times what it should be."
  }

  private func outwards(_ ratio: Double, _ rule: FloatingPointRoundingRule) -> String {
    // Close to 1, more digits are needed to tell a ratio from it.
    if abs(ratio - 1) < 1e-9 { return rule == .down ? "0.999999999" : "1.000000001" }
    for scale in [100.0, 10_000, 1_000_000, 100_000_000] {
      let rounded = (ratio * scale).rounded(rule) / scale
      if abs(rounded - 1) > 1.5 / scale { return "\(rounded)" }
    }
    return "\(ratio)"
  }
}
