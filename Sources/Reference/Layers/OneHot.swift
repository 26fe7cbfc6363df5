package import Equations

private let (y, labels, z) = (quantity("y"), quantity("labels"), quantity("z"))

extension Component {
  /// One-hot encoding: a class's number as a row with a single 1.
  package static let oneHotEncoding: Component = Component(
    name: "oneHot", title: "One-hot encoding", kind: .layer,
    conventions: .each(ClassConvention.self, taughtIn: [.fromOne: ["002"]]),
    equations: { convention in
      y ← oneHot(labels - convention.first, as: "classes", of: z)
    },
    inputs: [
      Input(labels, "the classes' numbers", axes: [.batch], in: .classes(along: "classes")).only(
        ClassConvention.fromZero),
      Input(labels, "the classes' numbers", axes: [.batch], in: .classes(along: "classes", first: 1)).only(
        ClassConvention.fromOne),
      Input(z, "the scores that the rows are to be compared with: as many columns", axes: [.batch, "classes"]),
    ],
    axes: [y: [.batch, "classes"]],
    sources: ["note 002, which counts classes from 1; PyTorch (one_hot) and Keras (to_categorical) count from 0"],
    mistakes: { convention in
      switch convention {
      case .fromZero:
        KnownMistake(
          in: y, "classes are counted from 1: the first has the number 0",
          .source("note 002, which counts classes from 1"), oneHot(labels - 1, as: "classes", of: z))
      case .fromOne:
        KnownMistake(
          in: y, "classes are counted from 0: the first has the number 1", .source("count from 0"),
          oneHot(labels, as: "classes", of: z))
      }
    })
}

/// The number of the first class.
package enum ClassConvention: String, ConventionName {
  case fromZero, fromOne

  package var rule: String { self == .fromZero ? "classes are counted from 0" : "classes are counted from 1" }

  var first: Expression { self == .fromZero ? 0 : 1 }
}
