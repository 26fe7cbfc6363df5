package import Equations

private let (loss, W) = (quantity("loss"), quantity("W"))
private let dW = gradient(of: W)

extension Component {
  /// The L1 penalty: it drives weights to 0.
  package static let l1Penalty: Component = Component(
    name: "l1Penalty", title: "L1 penalty", kind: .loss,
    conventions: .plain(rule: "added to the loss", taughtIn: ["002"]),
    equations: { _ in
      loss ← λ * sum(abs(W), over: .elements)
    },
    backward: { _ in
      dW ← λ * sign(W)
    },
    settings: [.weightDecay(1)],
    inputs: [Input(W, "weights, of any shape")],
    axes: [loss: []],
    sources: [
      "note 002: L + λΣ|w|, λ = 1; of weights, not of biases; the slope at 0 is 0",
      "Tibshirani, Regression shrinkage and selection via the lasso, 1996",
    ])
}
