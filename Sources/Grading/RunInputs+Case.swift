package import Assignments
package import Reference
internal import Traces

extension RunInputs {
  /// The inputs of a case, as the reference takes them.
  package init(_ inputs: CaseInputs) {
    if let objective = inputs.objective {
      // Gradients are the objective's then, and a part of the run.
      var constants = inputs.constants
      for (index, parameter) in inputs.parameters.enumerated() {
        constants[Trace.Key("curvature", parameter.name)] = objective.curvature[index]
        constants[Trace.Key("center", parameter.name)] = objective.center[index]
      }
      self.init(
        parameters: Dictionary(uniqueKeysWithValues: inputs.parameters.map { ($0.name, $0.start) }),
        constants: constants, settings: inputs.settings,
        schedules: inputs.learningRates.map { ["learningRate": $0] } ?? [:],
        steps: inputs.steps)
      return
    }
    self.init(
      parameters: Dictionary(uniqueKeysWithValues: inputs.parameters.map { ($0.name, $0.start) }),
      series: Trace(series: inputs.gradients.series.merging(inputs.series.series) { $1 }), constants: inputs.constants,
      settings: inputs.settings, schedules: inputs.learningRates.map { ["learningRate": $0] } ?? [:],
      steps: inputs.steps)
    chosen = inputs.chosen
  }
}
