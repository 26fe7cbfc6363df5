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
    mistakes: KnownMistake.list {
      KnownMistake(in: "y", "the magnitude is taken: what is below zero becomes 0", abs(quantity("x")))
      KnownMistake(in: "y", "what is above zero is cut: it is the rest that becomes 0", min(quantity("x"), 0))
      KnownMistake(in: "y", "a step is returned, 0 or 1: above zero x itself goes through", greater(quantity("x"), 0))
      KnownMistake(in: "dx", "dy is left out: the slope alone is returned", greater(quantity("x"), 0))
      KnownMistake(in: "dx", "the gradient goes through everywhere, as if there were no rectifier", quantity("dy"))
      KnownMistake(in: "dx", "the sign of dy decides: it is that of x", max(quantity("dy"), 0))
      KnownMistake(
        in: "dx", "the gradient is multiplied by the output, and not by the slope", quantity("dy") * quantity("y"))
    },
    taughtIn: [.plain: ["001", "002", "004"]],
    conventions: ActivationConvention.self
  ) { _ in
    quantity("y") ← max(quantity("x"), 0)
  } backward: { _ in
    quantity("dx") ← select(greater(quantity("x"), 0), quantity("dy"), 0)
  }
}
