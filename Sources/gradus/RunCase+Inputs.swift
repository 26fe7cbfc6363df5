import Assignments
import PluginHost
import Tensors
import Traces

extension RunCase {
  /// What has no parameters is given its inputs by name; what has parameters is a training loop or an optimizer.
  init(_ inputs: CaseInputs, of assignment: Assignment, asking quantities: Set<String>) {
    if assignment.conformance == .trainer {
      self = .training(TrainingCase(inputs, asking: quantities))
    } else if inputs.parameters.isEmpty {
      self = .stepwise(
        StepwiseCase(
          settings: inputs.settings,
          constants: inputs.constants.sorted { $0.key < $1.key }.map { (name: $0.key.quantity, tensor: $0.value) },
          series: inputs.series.keys.compactMap { key in
            inputs.series[key].map { (name: key.quantity, series: $0) }
          }, steps: inputs.steps))
    } else {
      let parameters = inputs.parameters.map { (name: $0.name, tensor: $0.start) }
      let series = inputs.learningRates.map { ["learningRate": $0] } ?? [:]
      var run =
        if let asked = inputs.objective {
          OptimizerCase(
            settings: inputs.settings, settingSeries: series, parameters: parameters,
            objective: Objective(asked, grants: inputs.grants), steps: inputs.steps)
        } else {
          OptimizerCase(
            settings: inputs.settings, settingSeries: series, parameters: parameters, gradients: inputs.gradients)
        }
      run.inputs = inputs.constants.sorted { $0.key < $1.key }.map { (name: $0.key.quantity, tensor: $0.value) }
      self = .optimizer(run)
    }
  }
}

extension Objective {
  /// What a case may be asked, as often as it grants.
  fileprivate init(_ asked: QuadraticObjective, grants: [Assignments.Question: Int]) {
    self.init(
      grants: Dictionary(
        uniqueKeysWithValues: grants.compactMap { question, times in
          Question(rawValue: question.rawValue).map { ($0, times) }
        }), loss: asked.loss, gradient: asked.gradient)
  }
}

extension TrainingCase {
  /// Of what the program chooses it learns the shape, and never what ours would be.
  fileprivate init(_ inputs: CaseInputs, asking quantities: Set<String>) {
    let given = inputs.series.keys.filter { !inputs.chosen.contains($0.quantity) }
    self.init(
      settings: inputs.settings, parameters: inputs.parameters.map { (name: $0.name, tensor: $0.start) },
      constants: inputs.constants.sorted { $0.key < $1.key }.map { (name: $0.key.quantity, tensor: $0.value) },
      series: given.compactMap { key in inputs.series[key].map { (name: key.quantity, series: $0) } },
      chosen: inputs.chosen.sorted().compactMap { name in
        inputs.series[name, ""].map { (name: name, shape: $0.shape) }
      },
      quantities: quantities.union(inputs.chosen), steps: inputs.steps)
  }
}

extension CaseInputs {
  /// How many numbers a program may publish that are kept. Most have their parameters' shapes; others can have any, so that
  /// there is room for shapes that are wrong.
  func mostNumbers(of quantities: Int) -> Int {
    let parameters = parameters.reduce(0) { $0 + $1.start.count }
    let inputs = constants.values.reduce(0) { $0 + $1.count } + series.series.values.reduce(0) { $0 + $1.stride }
    let most = (quantities + 2) * (steps + 1) * parameters + 4 * quantities * steps * inputs + 1 << 20
    return min(most, RunLimits().publishedNumbers)
  }
}
