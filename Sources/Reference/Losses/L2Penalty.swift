package import Equations

private let (loss, W) = (quantity("loss"), quantity("W"))
private let dW = gradient(of: W)

extension Component {
  /// The L2 penalty: it shrinks weights in proportion.
  package static let l2Penalty: Component = Component(
    name: "l2Penalty", title: "L2 penalty", kind: .loss,
    conventions: .plain(rule: "added to the loss", taughtIn: ["002"]),
    equations: { _ in
      loss ← λ * sum(square(W), over: .elements) / 2
    },
    backward: { _ in
      dW ← λ * W
    },
    settings: [.weightDecay(1)],
    inputs: [Input(W, "weights, of any shape")],
    axes: [loss: []],
    sources: [
      "note 002: L + λ·½Σw², λ = 1; of weights, not of biases",
      "Krogh and Hertz, A simple weight decay can improve generalization, 1992",
      "Keras's l2 has no ½; AdamW decays weights apart from the gradient instead",
    ])
}
