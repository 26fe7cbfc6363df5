package import Equations

/// ‖a‖, over all elements of a parameter.
func norm(_ a: Expression) -> Expression { sqrt(sum(square(a), over: .elements)) }

/// The root of the mean square of a parameter's elements.
func rootMeanSquare(_ a: Expression) -> Expression { sqrt(mean(square(a), over: .elements)) }

/// The threshold of clipping.
let ν = setting("threshold")

extension Hyperparameter {
  /// ν, above which a gradient is clipped.
  static func threshold(_ value: Double) -> Self {
    .init("threshold", "ν", default: value, in: .positive, general: 1.3)
  }
}

private let (length, clipped) = (quantity("norm"), quantity("clipped"))

extension Component {
  /// Clipping by a norm: gradients longer than ν are cut to length ν, and keep their direction.
  ///
  /// - Parameter formula: the norm that is compared with ν.
  static func clipping(
    name: String, title: String, length formula: Expression, sources: [String], taughtIn: [ClippingConvention: [String]]
  ) -> Component {
    Component(
      name: name, title: title, kind: .optimizer, conventions: .each(ClippingConvention.self, taughtIn: taughtIn),
      equations: { convention in
        length ← formula
        switch convention {
        case .plain: clipped ← select(greater(length, ν), g * ν / length, g)
        case .epsilonInDenominator: clipped ← g * min(1, ν / (length + ε))
        }
      },
      settings: [.threshold(1), .epsilon(1e-6)],
      // PyTorch and optax turn a gradient of infinite norm into zeros. The rule means a gradient of length ν, so such
      // inputs are refused.
      inputs: [.gradients(in: .squarable)],
      sources: sources,
      mistakes: { _ in
        KnownMistake(
          in: clipped, "each element is cut to ±ν, where all should be scaled alike", .rule(of: "clipByValue"),
          max(-ν, min(ν, g)))
      })
  }
}

/// The plain norm, or one with a small constant added.
package enum ClippingConvention: String, ConventionName {
  case plain, epsilonInDenominator

  package var rule: String {
    switch self {
    case .plain: "ν/‖g‖, where ‖g‖ > ν"
    case .epsilonInDenominator: "always scaled by min(1, ν/(‖g‖ + ε))"
    }
  }
}

extension Recipe {
  /// The optimizer on gradients that `clipping` has cut.
  package func clipped(by clipping: Recipe) -> Recipe { fed(by: clipping, "clipped", as: "gradients") }
}
