internal import Assignments
internal import Equations
internal import Reference
internal import Traces

/// A case as lines of a manifest: what they say is read back as the same case.
struct CaseText {
  let graded: Assignment.Case
  let recipe: Recipe

  /// The lines, as an element of `cases`; `nil` if a manifest cannot say how an input is drawn.
  var lines: [String]? {
    var lines = [
      "  - id: \(graded.id)", "    title: \(YAMLText.quoted(graded.title))", "    steps: \(graded.steps)",
      "    seed: \(graded.seed)",
    ]
    let parts = recipe.component.kind.parts
    let known = recipe.component.settings.map(\.name).filter { graded.settings[$0] != nil }
    if !known.isEmpty {
      lines.append(
        "    settings: {\(known.map { "\($0): \(number(graded.settings[$0] ?? 0))" }.joined(separator: ", "))}")
    }
    if !graded.parameters.isEmpty {
      let shapes = graded.parameters.map { "\($0.name): \(list($0.shape))" }
      let (distribution, magnitudes) = (graded.weights.distribution.rawValue, interval(graded.weights.magnitudes))
      lines.append("    parameters: {\(shapes.joined(separator: ", "))}")
      lines.append("    weights: {distribution: \(distribution), magnitudes: \(magnitudes)}")
    }
    if let objective = graded.objective {
      lines.append(
        "    objective: {curvature: \(interval(objective.curvature)), center: \(interval(objective.center))}")
    } else if parts.contains(.gradients) {
      lines.append("    gradients: \(text(of: graded.gradients))")
    }
    switch graded.learningRates {
    case nil: break
    case .list(let rates): lines.append("    learningRates: [\(rates.map(number).joined(separator: ", "))]")
    case .drop(let step, let factor):
      lines.append("    learningRates: {drop: {at: \(step), factor: \(number(factor))}}")
    }
    if !graded.inputs.isEmpty { lines.append("    inputs:") }
    for input in graded.inputs {
      guard let draw = text(of: input) else { return nil }
      lines.append("      \(input.name): \(draw)")
    }
    if !graded.grants.isEmpty {
      let grants = graded.grants.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue): \($0.value)" }
      lines.append("    grants: {\(grants.joined(separator: ", "))}")
    }
    if graded.share != 1 { lines.append("    share: \(number(graded.share))") }
    return lines
  }

  private func text(of draw: GradientDraw) -> String {
    let zeros = draw.zeros > 0 ? ", zeros: \(number(draw.zeros))" : ""
    return "{distribution: \(draw.distribution.rawValue), exponents: \(interval(draw.exponents))\(zeros)}"
  }

  private func text(of input: InputDraw) -> String? {
    let distribution: String
    switch input.distribution {
    case .listed(let numbers): return "{values: [\(numbers.map(number).joined(separator: ", "))]}"
    case .normal: distribution = "normal"
    case .uniform(let range): distribution = "uniform, range: \(interval(range))"
    case .whole(let first, let bound):
      distribution = "whole, " + (first == 0 ? "" : "from: \(first), ") + "below: \(bound)"
    case .sign: distribution = "sign"
    case .shuffle(let extent): distribution = "shuffle, below: \(extent)"
    case .oneHot: distribution = "oneHot"
    case .probabilities: distribution = "probabilities"
    case .mask: return nil
    }
    // A draw of a distribution is the program's own without a word.
    let isSaid = input.isChosen && !recipe.component.kind.isOneDraw
    return "{shape: \(list(input.shape)), distribution: \(distribution)\(isSaid ? ", chosen: true" : "")}"
  }

  private func list(_ shape: [Int]) -> String { "[\(shape.map(String.init).joined(separator: ", "))]" }

  private func interval(_ range: ClosedRange<Double>) -> String {
    "[\(number(range.lowerBound)), \(number(range.upperBound))]"
  }

  private func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
  }
}

/// Values of YAML.
enum YAMLText {
  /// A text as a value, in quotation marks where it would be read as something else.
  static func quoted(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter ?? false && text.last?.isWhitespace == false && !text.contains { ":#\"\\\n\t".contains($0) }
      && !["true", "false", "yes", "no", "on", "off", "null"].contains(text.lowercased())
    guard !isPlain else { return text }
    let escaped = text.map { ["\"", "\\"].contains($0) ? "\\\($0)" : $0.isNewline || $0 == "\t" ? " " : String($0) }
    return "\"\(escaped.joined())\""
  }
}
