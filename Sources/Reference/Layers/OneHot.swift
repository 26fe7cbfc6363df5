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
      Input("labels", "the classes' numbers", axes: [.batch]),
      Input("z", "the scores that the rows are to be compared with: as many columns", axes: [.batch, "classes"]),
    ],
    axes: ["y": [.batch, "classes"]],
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
