package import Equations

extension Component {
  /// The L1 penalty: it drives weights to 0.
  package static let l1Penalty: Component = Component(
    name: "l1Penalty",
    title: "L1 penalty",
    kind: .loss,
    sources: [
      "note 002: L + λΣ|w|, λ = 1; of weights, not of biases; the slope at 0 is 0",
      "Tibshirani, Regression shrinkage and selection via the lasso, 1996",
    ],
    settings: [.weightDecay(1)],
    inputs: [Input("W", "weights, of any shape")],
    axes: ["loss": []],
    conventions: PenaltyConvention.self
  ) { _ in
    quantity("loss") ← λ * sum(abs(quantity("W")), over: .elements)
  } backward: { _ in
    quantity("dW") ← λ * sign(quantity("W"))
  }
}

/// A penalty is added to the loss, so its gradient is added to the gradient.
package enum PenaltyConvention: String, ConventionName {
  case plain

  package var rule: String { "added to the loss" }
  package var taughtIn: [String] { ["002"] }
}
