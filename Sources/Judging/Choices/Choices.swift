package import Equations
internal import GradeModel
internal import Reference
internal import Tensors
package import Traces

/// The choices of a program: numbers that it drew or picked for itself. Each is judged by its property, then put in the
/// place of ours, so that everything else is judged given it.
package struct Choices {
  /// The inputs, with the program's choices in the place of ours.
  package private(set) var inputs: RunInputs
  /// The verdict on each choice, by the input's name.
  package private(set) var verdicts: [String: Verdicts.Verdict] = [:]
  /// The quantities whose verdict is that of a choice: weights that were drawn.
  package private(set) var drawn: [String: Verdicts.Verdict] = [:]
  /// A choice without which no equation can be evaluated.
  package private(set) var obstacle: String?

  /// A choice that is not right.
  package var wrong: String? { verdicts.filter { $0.value.outcome != .correct }.keys.min() }

  /// - Parameter longer: the verdicts on the same program's choices in a longer run, which shows more.
  package init(
    _ recipe: Recipe, _ inputs: RunInputs, published: Trace, longer: [String: Verdicts.Verdict] = [:]
  ) {
    self.inputs = inputs
    defer {
      for (name, verdict) in longer where verdict.outcome != .correct && verdicts[name]?.outcome == .correct {
        verdicts[name] = verdict
      }
    }
    for input in recipe.inputs where inputs.chosen.contains(input.name) {
      guard let chance = input.chance else {
        refuse(input.name, .graderError, .noRule(choice: input.name))
        continue
      }
      if recipe.component.kind == .initializer, published[input.name, ""] == nil {
        takeDraws(behind: recipe, input, chance, published)
      } else {
        take(input, chance, published, recipe)
      }
    }
  }

  private mutating func refuse(_ name: String, _ outcome: Outcome, _ finding: Finding) {
    verdicts[name] = .init(outcome: outcome, finding: finding)
    if obstacle == nil { obstacle = name }
  }

  private mutating func take(_ input: Input, _ chance: Chance, _ published: Trace, _ recipe: Recipe) {
    let key = Trace.Key(input.name)
    let shape = (input.isPerStep ? inputs.series[key]?.shape : inputs.constants[key]?.shape) ?? []
    let steps = input.isPerStep ? inputs.steps : 1
    guard var series = published[key] else {
      return refuse(input.name, .missing, .notReported(parameter: "", resembling: nil, besideParameters: false))
    }
    guard series.shape == shape else {
      return refuse(input.name, .incorrect, .shape(series: input.name, yours: series.shape, expected: shape))
    }
    guard series.steps == steps else {
      return refuse(input.name, .missing, .entries(series: input.name, yours: series.steps, expected: steps))
    }
    if case .mask(let rate) = chance, let dropped = settings(of: recipe)[rate] {
      series = .init(shape: shape, steps: steps, values: series.values.map { Self.unscaled($0, rate: dropped) })
    }
    var found = plausibility(of: series.values, chance, stride: series.stride, recipe)
    if case .shuffle(let axis) = chance, series.values.contains(Double(inputs.extent(of: axis, in: recipe))) {
      let shifted = Trace.Series(shape: shape, steps: steps, values: series.values.map { $0 - 1 })
      let other = plausibility(of: shifted.values, chance, stride: series.stride, recipe)
      // The meaning is plain, so all else is judged by that.
      if !other.isOutside { (series, found) = (shifted, other == .plausible ? .implausible(.countedFromOne) : other) }
    }
    verdicts[input.name] = Self.verdict(found, on: input.name)
    // An index out of range, or a value that is not a finite number, cannot be computed with.
    if case .implausible(let flaw) = found, case .support = flaw {
      return refuse(input.name, .incorrect, .implausible(name: input.name, flaw))
    }
    if input.isPerStep {
      inputs.series[key] = series
    } else {
      inputs.constants[key] = Tensor(shape: shape, values: series.values)
    }
  }

  /// Takes an initializer's draws, worked out from the weights: every weight is the same linear function of its draw.
  private mutating func takeDraws(behind recipe: Recipe, _ input: Input, _ chance: Chance, _ published: Trace) {
    let key = Trace.Key(input.name)
    let quantity = recipe.quantities[0]
    guard let tensor = inputs.constants[key] else {
      return refuse(input.name, .graderError, .noRule(choice: input.name))
    }
    func weights(_ draw: Double) -> [Double]? {
      var given = inputs
      given.constants[key] = tensor.map { _ in draw }
      return (try? recipe.trace(given))?[quantity, ""]?.values
    }
    guard let origin = weights(0), let unit = weights(1) else {
      return refuse(input.name, .graderError, .noRule(choice: input.name))
    }
    guard let yours = published[quantity, ""] else {
      return refuse(input.name, .missing, .notReported(parameter: "", resembling: nil, besideParameters: false))
    }
    guard yours.shape == tensor.shape, yours.steps == 1 else {
      return refuse(input.name, .incorrect, .shape(series: quantity, yours: yours.shape, expected: tensor.shape))
    }
    let draws = yours.values.indices.map { (yours.values[$0] - origin[$0]) / (unit[$0] - origin[$0]) }
    // The weights' own equation would hold for any draws worked out like this, so the verdict on the draws is the
    // verdict on the weights.
    var found = plausibility(of: draws, chance, stride: draws.count, recipe)
    if let flaw = Plausibility.likeness(in: yours.values, rows: yours.shape.first ?? 1) { found = .implausible(flaw) }
    if case .implausible(let flaw) = found, let low = origin.first, let high = unit.first {
      found = .implausible(flaw.moved(to: low, scale: high - low))
    }
    verdicts[input.name] = Self.verdict(found, on: quantity)
    drawn[quantity] = verdicts[input.name]
    if draws.allSatisfy(\.isFinite) { inputs.constants[key] = Tensor(shape: tensor.shape, values: draws) }
  }

  private func settings(of recipe: Recipe) -> [String: Double] {
    (try? recipe.settings(inputs.settings)) ?? recipe.defaults
  }

  /// Returns 1 for a kept unit that is marked with the factor it is multiplied by.
  private static func unscaled(_ value: Double, rate: Double) -> Double {
    let scale = 1 / (1 - rate)
    // No factor is one if all units are dropped.
    return scale.isFinite && abs(value - scale) <= 4 * Precision.double.unitRoundoff * scale ? 1 : value
  }

  private func plausibility(of values: [Double], _ chance: Chance, stride: Int, _ recipe: Recipe) -> Plausibility {
    switch chance {
    case .normal: return .normal(values, stride: stride)
    case .uniform: return .uniform(values, stride: stride)
    case .mask(let rate): return .mask(values, rate: settings(of: recipe)[rate] ?? .nan, stride: stride)
    case .shuffle(let axis):
      return .shuffle(values, of: inputs.extent(of: axis, in: recipe), stride: stride)
    }
  }

  private static func verdict(_ found: Plausibility, on name: String) -> Verdicts.Verdict {
    switch found {
    case .plausible: .init(outcome: .correct)
    case .implausible(let flaw): .init(outcome: .incorrect, finding: .implausible(name: name, flaw))
    case .untestable: .init(outcome: .unproven, finding: .tooFewDraws(name: name))
    }
  }
}

extension Plausibility {
  /// True for numbers that are no batches out of all examples, however these are drawn.
  fileprivate var isOutside: Bool {
    switch self {
    case .implausible(.support), .implausible(.twice), .untestable: true
    default: false
    }
  }
}

extension RunInputs {
  /// The number of entries of an axis; 0 if no input that is given once has it.
  package func extent(of axis: Axis, in recipe: Recipe) -> Int {
    for input in recipe.inputs {
      guard let place = input.axes.firstIndex(of: axis), let tensor = constants[.init(input.name)] else { continue }
      return tensor.shape[place]
    }
    return 0
  }
}
