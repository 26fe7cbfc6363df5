import Assignments
import PluginHost
import Tensors
import Traces

extension RunCase {
  init(_ inputs: CaseInputs, of assignment: Assignment, asking quantities: Set<String>) {
    switch assignment.kind.calling {
    case .optimizing: self = .optimizer(OptimizerCase(inputs))
    case .stepwise:
      self = .stepwise(
        StepwiseCase(
          settings: inputs.settings, constants: inputs.constantsByName, series: inputs.given, steps: inputs.steps))
    case .training: self = .training(TrainingCase(inputs, asking: quantities))
    }
  }
}

extension OptimizerCase {
  fileprivate init(_ inputs: CaseInputs) {
    let series = inputs.learningRates.map { ["learningRate": $0] } ?? [:]
    if let objective = inputs.objective {
      self.init(
        settings: inputs.settings, settingSeries: series, parameters: inputs.startingWeights, objective: objective,
        grants: inputs.grants, steps: inputs.steps)
    } else {
      self.init(
        settings: inputs.settings, settingSeries: series, parameters: inputs.startingWeights,
        gradients: inputs.gradients)
    }
    self.inputs = inputs.constantsByName
  }
}

extension TrainingCase {
  /// Of what the program chooses it learns the shape, and never what ours would be.
  fileprivate init(_ inputs: CaseInputs, asking quantities: Set<String>) {
    self.init(
      settings: inputs.settings, parameters: inputs.startingWeights, constants: inputs.constantsByName,
      series: inputs.given,
      chosen: inputs.chosen.sorted().compactMap { name in
        inputs.series[name, ""].map { (name: name, shape: $0.shape) }
      },
      quantities: quantities.union(inputs.chosen), steps: inputs.steps)
  }
}

extension CaseInputs {
  fileprivate var startingWeights: [(name: String, tensor: Tensor)] {
    parameters.map { (name: $0.name, tensor: $0.start) }
  }

  fileprivate var constantsByName: [(name: String, tensor: Tensor)] {
    constants.sorted { $0.key < $1.key }.map { (name: $0.key.quantity, tensor: $0.value) }
  }

  /// The inputs that are new at each step and that the program does not choose for itself.
  fileprivate var given: [(name: String, series: Trace.Series)] {
    series.keys.filter { !chosen.contains($0.quantity) }
      .compactMap { key in series[key].map { (name: key.quantity, series: $0) } }
  }

  /// The largest count of published numbers that is kept. Most have their parameters' shapes; others can have any, so that
  /// there is room for shapes that are wrong.
  func mostNumbers(of quantities: Int) -> Int {
    let parameters = parameters.reduce(0) { $0 + $1.start.count }
    let inputs = constants.values.reduce(0) { $0 + $1.count } + series.series.values.reduce(0) { $0 + $1.stride }
    let most = (quantities + 2) * (steps + 1) * parameters + 4 * quantities * steps * inputs + 1 << 20
    return min(most, RunLimits().publishedNumbers)
  }
}
