internal import Assignments
internal import Diagnosis
internal import Equations
internal import Grading
internal import Reference
internal import Tensors
internal import Traces

/// A case that exposes mistakes which the usual cases may hide.
struct Probe {
  let name: String
  let inputs: RunInputs
  /// The case that a manifest can say; `nil` for inputs that no draw gives.
  var graded: Assignment.Case?

  /// Cases like an assignment's first, each with something that it may lack.
  static func all(like first: Assignment.Case, recipe: Recipe) -> [Probe] {
    var probes: [Probe] = []
    func add(_ name: String, _ change: (inout Assignment.Case) -> Void) {
      var probe = first
      change(&probe)
      probes.append(Probe(name: name, inputs: RunInputs(probe), graded: probe))
    }
    func useGeneric(_ probe: inout Assignment.Case) {
      for setting in recipe.component.settings where probe.settings[setting.name] != nil {
        probe.settings[setting.name] = setting.general ?? probe.settings[setting.name]
      }
    }
    add("another seed") { $0.seed = 7_919 }
    add("settings of no special kind") {
      useGeneric(&$0)
      $0.stretch(to: 30)
    }
    if first.inputs.isEmpty {
      add("many more steps") { $0.stretch(to: 300) }
      for probe in forOptimizers where !first.parameters.isEmpty {
        add(probe.name) {
          useGeneric(&$0)
          $0.stretch(to: 30)
          probe.change(&$0)
        }
      }
    } else {
      if let inputs = differing(first.inputs, recipe) {
        add("more examples, and no two axes of one length") { $0.inputs = inputs }
        add("settings of no special kind, and no two axes of one length") {
          useGeneric(&$0)
          $0.inputs = inputs
        }
      }
      if let inputs = ranging(first.inputs, recipe) { add("inputs of a large range") { $0.inputs = inputs } }
      for (name, factor) in [("large inputs", 100.0), ("small inputs", 0.01)] {
        probes.append(Probe(name: name, inputs: scaled(first, by: factor)))
      }
    }
    return probes
  }

  /// Cases for mistakes that an optimizer's usual gradients and rates may hide.
  private static let forOptimizers: [(name: String, change: @Sendable (inout Assignment.Case) -> Void)] = [
    ("tiny gradients, against ε", { $0.gradients.exponents = -4 ... -2 }),
    ("huge gradients", { $0.gradients.exponents = 2...3 }),
    ("gradients on both sides of the threshold", { $0.gradients.exponents = -1.5...1.5 }),
    ("a learning rate that drops", { $0.learningRates = .drop(at: 10, factor: 0.1) }),
    ("many exact zeros", { $0.gradients.zeros = 0.6 }),
    (
      "matrices of unequal sides, and a scalar",
      { $0.parameters = [("W", [4, 3]), ("b", [3]), ("s", [])].map { ParameterShape(name: $0.0, shape: $0.1) } }
    ),
  ]

  /// The same inputs with every axis of another length, the batch at least five.
  ///
  /// An axis has one length in all inputs that name it. Without names, lengths that were equal stay equal. nil if a
  /// batch is picked out of a fixed number of examples.
  private static func differing(_ inputs: [InputDraw], _ recipe: Recipe) -> [InputDraw]? {
    let isPicked = inputs.contains { if case .shuffle = $0.distribution { true } else { false } }
    if isPicked { return nil }
    var lengths: [Axis: Int] = [.batch: 7]
    // Numbers that are listed have their shape.
    for draw in inputs {
      guard case .listed = draw.distribution else { continue }
      let axes = recipe.inputs.first { $0.name == draw.name }?.axes ?? []
      guard axes.count == draw.shape.count else { return nil }
      for (axis, extent) in zip(axes, draw.shape) { lengths[axis] = extent }
    }
    var next = 3
    let shaped = inputs.map { draw in
      var draw = draw
      let axes = recipe.inputs.first { $0.name == draw.name }?.axes ?? []
      draw.shape = draw.shape.enumerated().map { index, extent in
        guard axes.count == draw.shape.count else { return extent + 2 }
        if lengths[axes[index]] == nil {
          lengths[axes[index]] = next
          next += next == 6 ? 2 : 1
        }
        return lengths[axes[index]] ?? extent
      }
      return draw
    }
    return shaped.map { draw in
      var draw = draw
      // Class numbers count the entries of an axis.
      if let counted = recipe.inputs.first(where: { $0.name == draw.name })?.domain.counted,
        case .whole(let first, let bound) = draw.distribution, let before = extent(of: counted, in: inputs, recipe),
        let now = extent(of: counted, in: shaped, recipe)
      {
        draw.distribution = .whole(from: first, below: bound + now - before)
      }
      return draw
    }
  }

  private static func extent(of axis: Axis, in inputs: [InputDraw], _ recipe: Recipe) -> Int? {
    inputs.lazy.compactMap { draw -> Int? in
      guard let place = recipe.inputs.first(where: { $0.name == draw.name })?.axes.firstIndex(of: axis) else {
        return nil
      }
      return draw.shape.indices.contains(place) ? draw.shape[place] : nil
    }.first
  }

  /// The same inputs with numbers that have no finite exponential, on both sides of zero; nil if none may be so large.
  private static func ranging(_ inputs: [InputDraw], _ recipe: Recipe) -> [InputDraw]? {
    let ranging = inputs.map { draw in
      var draw = draw
      let own = recipe.inputs.first { $0.name == draw.name }
      guard own?.gradientOf == nil, own?.chance == nil, [.real, .ordered].contains(own?.domain) else { return draw }
      switch draw.distribution {
      case .normal: draw.distribution = .uniform(-900...900)
      case .uniform(let range) where range.lowerBound < 0: draw.distribution = .uniform(-900...900)
      default: break
      }
      return draw
    }
    return ranging == inputs ? nil : ranging
  }

  /// The same inputs at another scale, except those that are counted or drawn as 0 and 1.
  private static func scaled(_ first: Assignment.Case, by factor: Double) -> RunInputs {
    var inputs = RunInputs(first)
    for draw in first.inputs where draw.distribution == .normal && !draw.isChosen {
      let key = Trace.Key(draw.name)
      if let tensor = inputs.constants[key] { inputs.constants[key] = tensor.map { $0 * factor } }
      if let series = inputs.series[key] {
        inputs.series[key] = .init(
          shape: series.shape, steps: series.steps, values: series.values.map { $0 * factor })
      }
    }
    return inputs
  }
}

extension Assignment.Case {
  /// Raises the count of steps to a minimum; a list of rates sets the count itself.
  fileprivate mutating func stretch(to steps: Int) {
    if case .list? = learningRates { return }
    self.steps = max(self.steps, steps)
  }
}
