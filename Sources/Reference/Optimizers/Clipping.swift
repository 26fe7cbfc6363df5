package import Equations

/// ‖a‖, over all elements of a parameter.
func norm(_ a: Expression) -> Expression { sqrt(sum(square(a), over: .elements)) }

/// The root of the mean square of a parameter's elements.
func rootMeanSquare(_ a: Expression) -> Expression { sqrt(mean(square(a), over: .elements)) }

/// The threshold of clipping.
let ν = setting("threshold")

extension Hyperparameter {
  /// ν, above which a gradient is clipped.
  static func threshold(_ value: Double) -> Self { .init("threshold", "ν", default: value, in: .positive) }
}

extension Component {
  /// Clipping by a norm: gradients longer than ν are cut to length ν, and keep their direction.
  ///
  /// - Parameter length: the norm that is compared with ν.
  static func clipping(
    name: String, title: String, sources: [String], taughtIn: [ClippingConvention: [String]], length formula: Expression
  ) -> Component {
    Component(
      name: name, title: title, kind: .optimizer, sources: sources, settings: [.threshold(1), .epsilon(1e-6)],
      // An infinite norm would leave zeros, as it does in PyTorch and optax, where a gradient of length ν is meant.
      inputs: [.gradients(in: .squarable)],
      mistakes: KnownMistake.list {
        KnownMistake(in: "clipped", "each element is cut to ±ν, where all should be scaled alike", max(-ν, min(ν, g)))
        KnownMistake(
          in: "clipped", "the gradient is always brought to length ν, short ones too", g * ν / quantity("norm"))
        KnownMistake(
          in: "clipped", "the gradient is brought to length 1, and not to ν",
          select(greater(quantity("norm"), ν), g / quantity("norm"), g))
        KnownMistake(
          in: "clipped", "a gradient that is too long is dropped: it is to be made shorter",
          select(greater(quantity("norm"), ν), 0 * g, g))
        KnownMistake(
          in: "clipped", "short gradients are scaled, and long ones left as they are",
          select(greater(quantity("norm"), ν), g, g * ν / quantity("norm")))
        KnownMistake(in: "norm", "the magnitudes are added up: a norm adds squares", sum(abs(g), over: .elements))
        KnownMistake(in: "norm", "the largest element stands for the norm", max(abs(g), over: .elements))
        KnownMistake(in: "norm", "the mean square's root is taken: a norm is the root of the sum", rootMeanSquare(g))
      },
      taughtIn: taughtIn,
      conventions: ClippingConvention.self
    ) { convention in
      let length = quantity("norm")
      let clipped = quantity("clipped")

      length ← formula
      switch convention {
      case .plain: clipped ← select(greater(length, ν), g * ν / length, g)
      case .epsilonInDenominator: clipped ← g * min(1, ν / (length + ε))
      }
    }
  }
}

/// Whether a small constant is added to the norm.
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
