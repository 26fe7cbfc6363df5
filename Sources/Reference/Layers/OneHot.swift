package import Equations

extension Component {
  /// One-hot encoding: a class's number as a row with a single 1.
  package static let oneHotEncoding: Component = Component(
    name: "oneHot",
    title: "One-hot encoding",
    kind: .layer,
    sources: ["note 002, which counts classes from 1; PyTorch (one_hot) and Keras (to_categorical) count from 0"],
    settings: [],
    inputs: [
      Input("labels", "the classes' numbers", axes: [.batch], only: ["fromZero"], in: .classes(along: "classes")),
      Input(
        "labels", "the classes' numbers", axes: [.batch], only: ["fromOne"], in: .classes(along: "classes", first: 1)),
      Input("z", "the scores that the rows are to be compared with: as many columns", axes: [.batch, "classes"]),
    ],
    axes: ["y": [.batch, "classes"]],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "classes are counted from 1: the first has the number 0", only: ["fromZero"],
        oneHot(quantity("labels") - 1, as: "classes", of: quantity("z")))
      KnownMistake(
        in: "y", "classes are counted from 0: the first has the number 1", only: ["fromOne"],
        oneHot(quantity("labels"), as: "classes", of: quantity("z")))
      KnownMistake(
        in: "y", "the number itself stands at its place: a 1 belongs there", only: ["fromZero"],
        oneHot(quantity("labels"), as: "classes", of: quantity("z")) * quantity("labels"))
      KnownMistake(
        in: "y", "the class has a 0 and all others a 1", only: ["fromZero"],
        1 - oneHot(quantity("labels"), as: "classes", of: quantity("z")))
      KnownMistake(
        in: "y", "all classes up to the right one have a 1", only: ["fromZero"],
        atLeast(quantity("labels"), positions(of: quantity("z"), "classes")))
      KnownMistake(
        in: "y", "the largest score decides, and not the label", only: ["fromZero"],
        oneHot(argmax(quantity("z"), along: "classes"), as: "classes", of: quantity("z")))
      KnownMistake(
        in: "y", "the class has a 0 and all others a 1", only: ["fromOne"],
        1 - oneHot(quantity("labels") - 1, as: "classes", of: quantity("z")))
    },
    taughtIn: [.fromOne: ["002"]],
    conventions: ClassConvention.self
  ) { convention in
    quantity("y") ← oneHot(quantity("labels") - convention.first, as: "classes", of: quantity("z"))
  }
}

/// The number of the first class.
package enum ClassConvention: String, ConventionName {
  case fromZero, fromOne

  package var rule: String { self == .fromZero ? "classes are counted from 0" : "classes are counted from 1" }

  var first: Expression { self == .fromZero ? 0 : 1 }
}
