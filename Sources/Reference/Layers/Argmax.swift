package import Equations

extension Component {
  /// The decision of a classifier: the class with the largest score.
  package static let argmaxDecision: Component = Component(
    name: "argmax",
    title: "Argmax decision",
    kind: .layer,
    sources: ["note 002, which counts classes from 1; of equal scores the first class, as in NumPy, PyTorch and Keras"],
    settings: [],
    inputs: [Input("x", "the score of each class", axes: [.batch, "classes"])],
    axes: ["y": [.batch]],
    taughtIn: [.fromOne: ["002"]],
    conventions: ClassConvention.self
  ) { convention in
    quantity("y") ← argmax(quantity("x"), along: "classes") + convention.first
  }
}
