package import Equations

private let (decision, y, share) = (quantity("decision"), quantity("y"), quantity("accuracy"))
private let labels = quantity("labels")

extension Component {
  /// The share of examples whose likeliest class is the right one.
  package static let accuracy: Component = Component(
    name: "accuracy", title: "Accuracy", kind: .loss, conventions: .plain(taughtIn: ["001", "003"]),
    equations: { _ in
      decision ← argmax(y, along: "classes")
      share ← mean(equal(decision, labels), over: .batch)
    },
    inputs: [
      Input(y, "the score of each class", axes: [.batch, "classes"], in: .ordered),
      Input(labels, "the right classes, counted from 0", axes: [.batch], in: .classes(along: "classes")),
    ],
    axes: [decision: [.batch], share: []],
    exact: [decision],
    sources: ["notes 001 (in its training loops) and 003 (90 % on MNIST); of equal scores the first class is taken"])
}
