package import Traces

extension Assignment {
  /// One run of a submission: how many steps, with which settings, from which drawn inputs.
  package struct Case: Equatable, Sendable {
    /// Distinct within the assignment, `usual`.
    package var id: String
    package var title: String
    /// At least 1.
    package var steps: Int
    /// Decides every drawn number of the case.
    package var seed: UInt64
    /// Every setting of the recipe: its defaults, with the case's own values over them.
    package var settings: [String: Double]
    /// The parameters by name, sorted; at least one.
    package var parameters: [ParameterShape]
    package var weights: WeightDraw
    package var gradients: GradientDraw
    /// What a layer, a loss or a training run is given beside its parameters; empty for an optimizer.
    package var inputs: [InputDraw] = []
    /// How the learning rate changes; nil leaves it as the setting says.
    package var learningRates: LearningRates?
    /// A function that a submission may ask during a step; nil where gradients are only handed out.
    package var objective: ObjectiveDraw?
    /// How often each question may be asked in the whole case, `gradient: 100`; what is not here is refused.
    package var grants: [Question: Int] = [:]
    /// The case's part of every quantity's points, relative to the other cases' shares.
    package var share: Double
    /// Whether its inputs come from a course's secret; then nothing of them, and nothing that a program makes of them, is
    /// shown.
    package var isHidden = false
  }
}

/// A named parameter and its shape; the empty shape is a scalar.
package struct ParameterShape: Equatable, Sendable {
  package var name: String
  package var shape: [Int]

  package init(name: String, shape: [Int]) {
    self.name = name
    self.shape = shape
  }
}

/// How a case's starting weights are drawn.
package struct WeightDraw: Equatable, Sendable {
  package enum Distribution: String, CaseIterable, Sendable {
    /// No two weights share a magnitude: a permuted or mixed-up tensor cannot pass.
    case distinct
  }

  package var distribution: Distribution
  /// The interval of |w|.
  package var magnitudes: ClosedRange<Double>

  package init(distribution: Distribution = .distinct, magnitudes: ClosedRange<Double> = 0.75...1.25) {
    self.distribution = distribution
    self.magnitudes = magnitudes
  }
}

/// How a case's gradients are drawn: each step has one magnitude 10ˣ that scales all its elements.
package struct GradientDraw: Equatable, Sendable {
  package enum Distribution: String, CaseIterable, Sendable {
    /// The standard normal distribution.
    case normal
  }

  package var distribution: Distribution
  /// The interval from which each step's exponent x is drawn.
  package var exponents: ClosedRange<Double>
  /// The probability that an element is exactly 0.
  package var zeros: Double

  package init(
    distribution: Distribution = .normal, exponents: ClosedRange<Double> = -1.6...1.6, zeros: Double = 0
  ) {
    self.distribution = distribution
    self.exponents = exponents
    self.zeros = zeros
  }
}

/// How the learning rate changes from step to step.
package enum LearningRates: Equatable, Sendable {
  /// One rate for each step.
  case list([Double])
  /// The setting's rate, multiplied by `factor` from step `step` (counted from 1) on.
  case drop(at: Int, factor: Double)
}
