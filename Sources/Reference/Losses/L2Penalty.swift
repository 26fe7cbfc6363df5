package import Equations

extension Component {
  /// The L2 penalty: it shrinks weights in proportion.
  package static let l2Penalty: Component = Component(
    name: "l2Penalty",
    title: "L2 penalty",
    kind: .loss,
    sources: [
      "note 002: L + λ·½Σw², λ = 1; of weights, not of biases",
      "Krogh and Hertz, A simple weight decay can improve generalization, 1992",
      "Keras's l2 has no ½; AdamW decays weights apart from the gradient instead",
    ],
    settings: [.weightDecay(1)],
    inputs: [Input("W", "weights, of any shape")],
    axes: ["loss": []],
    conventions: PenaltyConvention.self
  ) { _ in
    quantity("loss") ← λ * sum(square(quantity("W")), over: .elements) / 2
  } backward: { _ in
    quantity("dW") ← λ * quantity("W")
  }
}
