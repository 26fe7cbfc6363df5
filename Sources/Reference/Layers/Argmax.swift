package import Equations

private let (y, x) = (quantity("y"), quantity("x"))

extension Component {
  /// The decision of a classifier: the class with the largest score.
  package static let argmaxDecision: Component = Component(
    name: "argmax", title: "Argmax decision", kind: .layer,
    conventions: .each(ClassConvention.self, taughtIn: [.fromOne: ["002"]]),
    equations: { convention in
      y ← argmax(x, along: "classes") + convention.first
    },
    inputs: [Input(x, "the score of each class", axes: [.batch, "classes"], in: .ordered)],
    axes: [y: [.batch]],
    sources: ["note 002, which counts classes from 1; of equal scores the first class, as in NumPy, PyTorch and Keras"],
    mistakes: { convention in
      KnownMistake(
        in: y, "the largest score is returned, and not its class", .program, max(x, over: "classes"))
      switch convention {
      case .fromZero:
        KnownMistake(
          in: y, "classes are counted from 1: the first has the number 0",
          .source("note 002, which counts classes from 1"), argmax(x, along: "classes") + 1)
      case .fromOne:
        KnownMistake(
          in: y, "classes are counted from 0: the first has the number 1", .rule(of: "argmax"),
          argmax(x, along: "classes"))
      }
    })
}
