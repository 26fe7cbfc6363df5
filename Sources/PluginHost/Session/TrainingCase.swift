package import Tensors
package import Traces

/// The inputs of a training loop's run.
package struct TrainingCase: Sendable {
  /// Settings that differ from their defaults.
  package var settings: [String: Double]
  /// The weights at the start, in the model's order.
  package var parameters: [(name: String, tensor: Tensor)]
  /// Inputs that stay the same throughout.
  package var constants: [(name: String, tensor: Tensor)]
  /// Inputs that are new at each step.
  package var series: [(name: String, series: Trace.Series)]
  /// The names that the program picks or draws for itself at each step, with their shapes.
  package var chosen: [(name: String, shape: [Int])]
  /// The quantities that are asked for at each step besides the weights.
  package var quantities: Set<String>
  package var steps: Int

  /// - Precondition: every series has as many steps as are asked for, at least one.
  package init(
    settings: [String: Double] = [:], parameters: [(name: String, tensor: Tensor)],
    constants: [(name: String, tensor: Tensor)] = [], series: [(name: String, series: Trace.Series)] = [],
    chosen: [(name: String, shape: [Int])] = [], quantities: Set<String>, steps: Int
  ) {
    precondition(steps >= 1, "a training takes at least one step")
    precondition(series.allSatisfy { $0.series.steps == steps }, "every input has \(steps) steps")
    self.settings = settings
    self.parameters = parameters
    self.constants = constants
    self.series = series
    self.chosen = chosen
    self.quantities = quantities
    self.steps = steps
  }
}
