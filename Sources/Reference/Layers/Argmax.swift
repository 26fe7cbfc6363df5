package import Equations

extension Component {
  /// The decision of a classifier: the class with the largest score.
  package static let argmaxDecision: Component = Component(
    name: "argmax",
    title: "Argmax decision",
    kind: .layer,
    sources: ["note 002, which counts classes from 1; of equal scores the first class, as in NumPy, PyTorch and Keras"],
    settings: [],
    inputs: [Input("x", "the score of each class", axes: [.batch, "classes"], in: .ordered)],
    axes: ["y": [.batch]],
    mistakes: KnownMistake.list {
      KnownMistake(in: "y", "the largest score is returned, and not its class", max(quantity("x"), over: "classes"))
      KnownMistake(
        in: "y", "classes are counted from 1: the first has the number 0", only: ["fromZero"],
        argmax(quantity("x"), along: "classes") + 1)
      KnownMistake(
        in: "y", "classes are counted from 0: the first has the number 1", only: ["fromOne"],
        argmax(quantity("x"), along: "classes"))
      KnownMistake(in: "y", "the smallest score decides", only: ["fromZero"], argmax(-quantity("x"), along: "classes"))
      KnownMistake(
        in: "y", "the largest magnitude decides: −3 is less than 1", only: ["fromZero"],
        argmax(abs(quantity("x")), along: "classes"))
    },
    taughtIn: [.fromOne: ["002"]],
    conventions: ClassConvention.self
  ) { convention in
    quantity("y") ← argmax(quantity("x"), along: "classes") + convention.first
  }
}
