package import Equations

private let (z, logY, y, target) = (quantity("z"), quantity("logY"), quantity("y"), quantity("target"))
private let loss = quantity("loss")
private let (dy, dz) = (gradient(of: y), gradient(of: z))

extension Component {
  /// The cross entropy of a prediction and a one-hot target.
  package static let crossEntropy: Component = Component(
    name: "crossEntropy", title: "Cross entropy", kind: .loss, conventions: .each(CrossEntropyConvention.self),
    equations: { convention in
      if convention.takesLogits {
        let centred = z - max(z, over: "classes")
        logY ← centred - log(sum(exp(centred), over: "classes"))
      } else {
        logY ← log(y)
      }
      // 0·ln 0 is 0: a class that is not the target does not count, whatever its predicted probability.
      let perExample = -sum(select(equal(target, 0), 0, target * logY), over: "classes")
      if convention.averages {
        loss ← mean(perExample, over: .batch)
      } else {
        loss ← sum(perExample, over: .batch)
      }
    },
    backward: { convention in
      let softmax = exp(logY)
      let slope = select(equal(target, 0), 0, -target / y)
      switch convention {
      case .mean: dy ← slope / extent(of: y, .batch)
      case .sum: dy ← slope
      case .meanOfLogits: dz ← (softmax - target) / extent(of: z, .batch)
      case .sumOfLogits: dz ← softmax - target
      }
    },
    inputs: [
      Input(y, "the probability of each class", axes: [.batch, "classes"], in: .unitInterval),
      Input(z, "the score of each class, before the softmax", axes: [.batch, "classes"]),
      Input(target, "1 for the right class, 0 for the others", axes: [.batch, "classes"], in: .unitInterval),
    ],
    axes: [loss: [], logY: [.batch, "classes"]],
    internals: [logY],
    sources: [
      "note 002: −Σ t·ln y over the classes",
      "Bishop, Pattern recognition and machine learning, 2006, equations 4.108 and 4.109 (its gradient)",
      "from logits the softmax is part of the loss and the gradient is y − t (PyTorch's cross_entropy)",
      "Keras cuts probabilities off at 10⁻⁷; here nothing is clamped",
    ])
}

/// The kind of prediction, probabilities or logits, and the mean or the sum over the examples.
package enum CrossEntropyConvention: String, ConventionName {
  case mean, sum, meanOfLogits, sumOfLogits

  package var rule: String {
    switch self {
    case .mean: "of probabilities, averaged over the examples"
    case .sum: "of probabilities, summed over the examples"
    case .meanOfLogits: "of logits, averaged over the examples"
    case .sumOfLogits: "of logits, summed over the examples"
    }
  }

  package var taughtIn: [String] { self == .mean ? ["002"] : [] }

  fileprivate var takesLogits: Bool { self == .meanOfLogits || self == .sumOfLogits }
  fileprivate var averages: Bool { self == .mean || self == .meanOfLogits }
}
