package import Tensors
package import Traces

extension Assignment {
  /// One run of a submission: its steps, its settings and its drawn inputs.
  package struct Case: Equatable, Sendable {
    /// Distinct within the assignment, `usual`.
    package var id: String
    package var title: String
    /// At least 1.
    package var steps: Int
    /// The seed of every drawn number of the case.
    package var seed: UInt64
    /// Every setting of the recipe: its defaults, with the case's own values over them.
    package var settings: [String: Double]
    /// The parameters by name, sorted; at least one.
    package var parameters: [ParameterShape]
    package var weights: WeightDraw
    package var gradients: GradientDraw
    /// The inputs of a layer, a loss or a training run beside its parameters; empty for an optimizer.
    package var inputs: [InputDraw] = []
    /// The changes of the learning rate; nil if it stays at the setting's value.
    package var learningRates: LearningRates?
    /// A function that a submission may ask during a step; nil where gradients are only handed out.
    package var objective: ObjectiveDraw?
    /// The number of times that each question may be asked in the whole case, `gradient: 100`. A question that is
    /// missing here is refused.
    package var grants: [Question: Int] = [:]
    /// The format that programs compute in.
    package var format = NumberFormat.double
    /// The case's part of every quantity's points, relative to the other cases' shares.
    package var share: Double
    /// True if its inputs come from a course's secret. Its inputs and the numbers that a program computes from them are
    /// then not shown.
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

/// The distribution of a case's starting weights.
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

/// The distribution of a case's gradients: each step has one magnitude 10ˣ that scales all its elements.
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

/// The change of the learning rate from step to step.
package enum LearningRates: Equatable, Sendable {
  /// One rate for each step.
  case list([Double])
  /// The setting's rate, multiplied by `factor` from step `step` (counted from 1) on.
  case drop(at: Int, factor: Double)
}
