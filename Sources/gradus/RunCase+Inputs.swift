import Assignments
import PluginHost
import Tensors
import Traces

extension RunCase {
  init(_ inputs: RunInputs, of assignment: Assignment, asking quantities: Set<String>) {
    switch assignment.kind.calling {
    case .optimizing: self = .optimizer(OptimizerCase(inputs))
    case .stepwise:
      self = .stepwise(
        StepwiseCase(
          settings: inputs.settings, constants: inputs.constantsByName, series: inputs.given,
          chosen: inputs.choices, steps: inputs.steps))
    case .training: self = .training(TrainingCase(inputs, asking: quantities))
    }
  }
}

extension OptimizerCase {
  fileprivate init(_ inputs: RunInputs) {
    if let objective = inputs.objective {
      self.init(
        settings: inputs.settings, settingSeries: inputs.schedules, parameters: inputs.startingWeights,
        objective: objective,
        grants: inputs.grants, steps: inputs.steps)
    } else {
      self.init(
        settings: inputs.settings, settingSeries: inputs.schedules, parameters: inputs.startingWeights,
        gradients: inputs.series)
    }
    self.inputs = inputs.constantsByName
  }
}

extension TrainingCase {
  fileprivate init(_ inputs: RunInputs, asking quantities: Set<String>) {
    self.init(
      settings: inputs.settings, parameters: inputs.startingWeights, constants: inputs.constantsByName,
      series: inputs.given,
      chosen: inputs.choices,
      quantities: quantities.union(inputs.chosen), steps: inputs.steps)
  }
}

extension RunInputs {
  fileprivate var startingWeights: [(name: String, tensor: Tensor)] {
    parameters.sorted { $0.key < $1.key }.map { (name: $0.key, tensor: $0.value) }
  }

  fileprivate var constantsByName: [(name: String, tensor: Tensor)] {
    handed.sorted { $0.key < $1.key }.map { (name: $0.key.quantity, tensor: $0.value) }
  }

  /// The constants that a program is given by name: none that it draws for itself. A parameter's constants are the
  /// objective's own: it may be asked, not seen.
  private var handed: [Trace.Key: Tensor] {
    constants.filter { $0.key.parameter.isEmpty && !chosen.contains($0.key.quantity) }
  }

  /// Choices and draws of the program's own, each with its shape, and never with our values for it.
  fileprivate var choices: [(name: String, shape: [Int])] {
    chosen.sorted().compactMap { name in
      (series[name, ""]?.shape ?? constants[.init(name)]?.shape).map { (name: name, shape: $0) }
    }
  }

  /// The inputs that are new at each step and that the program does not choose for itself.
  fileprivate var given: [(name: String, series: Trace.Series)] {
    series.keys.filter { $0.parameter.isEmpty && !chosen.contains($0.quantity) }
      .compactMap { key in series[key].map { (name: key.quantity, series: $0) } }
  }

  /// The largest count of published numbers that is kept. Most quantities have their parameters' shapes. Others can
  /// have any shape, so there is room for wrong ones.
  func mostNumbers(of quantities: Int) -> Int {
    let parameters = parameters.values.reduce(0) { $0 + $1.count }
    let inputs =
      handed.values.reduce(0) { $0 + $1.count }
      + series.series.filter { $0.key.parameter.isEmpty }.values.reduce(0) { $0 + $1.stride }
    let most = (quantities + 2) * (steps + 1) * parameters + 4 * quantities * steps * inputs + 1 << 20
    return min(most, RunLimits().publishedNumbers)
  }
}
