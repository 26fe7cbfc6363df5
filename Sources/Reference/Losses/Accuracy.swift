package import Equations

extension Component {
  /// The share of examples whose likeliest class is the right one.
  package static let accuracy: Component = Component(
    name: "accuracy",
    title: "Accuracy",
    kind: .loss,
    sources: ["notes 001 (in its training loops) and 003 (90 % on MNIST); of equal scores the first class is taken"],
    settings: [],
    inputs: [
      Input("y", "the score of each class", axes: [.batch, "classes"], in: .ordered),
      Input("labels", "the right classes, counted from 0", axes: [.batch], in: .classes(along: "classes")),
    ],
    axes: ["decision": [.batch], "accuracy": []],
    exact: ["decision"],
    taughtIn: [.plain: ["001", "003"]],
    conventions: PlainConvention.self
  ) { _ in
    quantity("decision") ← argmax(quantity("y"), along: "classes")
    quantity("accuracy") ← mean(equal(quantity("decision"), quantity("labels")), over: .batch)
  }
}
