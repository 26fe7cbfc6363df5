package import Equations

extension Component {
  /// The rectified linear unit: what is negative becomes 0.
  package static let relu: Component = Component(
    name: "relu",
    title: "Rectified linear unit",
    kind: .layer,
    sources: [
      "notes 001 (in code), 002 and 004 (with dead ReLUs); Nair and Hinton, Rectified linear units improve RBMs, 2010",
      "the subgradient at 0 is 0, as in PyTorch, JAX and Keras",
    ],
    settings: [],
    inputs: activationInputs,
    taughtIn: [.plain: ["001", "002", "004"]],
    conventions: ActivationConvention.self
  ) { _ in
    quantity("y") ← max(quantity("x"), 0)
  } backward: { _ in
    quantity("dx") ← select(greater(quantity("x"), 0), quantity("dy"), 0)
  }
}
