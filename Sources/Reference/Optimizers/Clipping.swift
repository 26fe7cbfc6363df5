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

extension Recipe {
  /// The optimizer on gradients that `clipping` has cut.
  package func clipped(by clipping: Recipe) -> Recipe { fed(by: clipping, "clipped", as: "gradients") }
}
