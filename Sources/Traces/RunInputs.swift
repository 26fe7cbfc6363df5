package import Tensors

/// Everything that a program and its reference are run on.
package struct RunInputs: Sendable, Equatable {
  /// The parameters at the start, by name; empty where a component has none.
  package var parameters: [String: Tensor]
  /// Inputs that are new at each step: `gradients/<name>` for every parameter, `validationLoss`, …
  package var series: Trace
  /// Inputs that stay the same throughout: a layer's `x`, an objective's `center/<name>`.
  package var constants: [Trace.Key: Tensor]
  /// Settings that differ from the recipe's defaults.
  package var settings: [String: Double]
  /// Settings that change from step to step, one value each; `learningRate` for a schedule.
  package var schedules: [String: [Double]]
  /// The number of steps to make.
  package var steps: Int
  /// The format that the program computes in: its results carry the roundings of that format.
  package var format = NumberFormat.double
  /// The recipe's inputs that the program draws or picks for itself; what is here in their place is only ours.
  package var chosen: Set<String> = []
  /// A function of the weights that may be asked during a step; nil where there is nothing to ask.
  package var objective: QuadraticObjective?
  /// The number of times that each question about it may be asked.
  package var grants: [Question: Int] = [:]

  /// - Parameter steps: taken from the series where it is not given, or 1 where there are none.
  package init(
    parameters: [String: Tensor] = [:], series: Trace = Trace(), constants: [Trace.Key: Tensor] = [:],
    settings: [String: Double] = [:], schedules: [String: [Double]] = [:], steps: Int? = nil
  ) {
    self.parameters = parameters
    self.series = series
    self.constants = constants
    self.settings = settings
    self.schedules = schedules
    self.steps = steps ?? series.keys.first.flatMap { series[$0]?.steps } ?? 1
  }

  /// The inputs of the first steps alone.
  package func prefix(_ steps: Int) -> RunInputs {
    var cut = self
    cut.series = series.prefix(steps)
    cut.schedules = schedules.mapValues { Array($0.prefix(steps)) }
    cut.steps = min(self.steps, steps)
    return cut
  }

  /// The same inputs for a program that computes in a format: every number that is handed out is one of the format's, so
  /// that reading it rounds nothing. Settings stay as they are written; 0.1 is none of any format.
  package func rounded(to format: NumberFormat) -> RunInputs {
    var rounded = self
    rounded.format = format
    rounded.parameters = parameters.mapValues { $0.map(format.rounded) }
    rounded.constants = constants.mapValues { $0.map(format.rounded) }
    for key in series.keys {
      rounded.series[key] = series[key].map {
        .init(shape: $0.shape, steps: $0.steps, values: $0.values.map(format.rounded))
      }
    }
    rounded.objective = objective?.rounded(to: format)
    return rounded
  }

  /// The parameters' names in the order in which everything is written; where none is updated, those of the inputs.
  package var names: [String] {
    if !parameters.isEmpty { return parameters.keys.sorted() }
    return Set((series.keys + constants.keys).map(\.parameter)).subtracting([""]).sorted()
  }
}
