package import Equations

private let (y, z, target, loss) = (quantity("y"), quantity("z"), quantity("target"), quantity("loss"))
private let (dz, dy) = (gradient(of: z), gradient(of: y))

extension Component {
  /// The cross entropy of one probability and a target of 0 or 1.
  package static let binaryCrossEntropy: Component = Component(
    name: "binaryCrossEntropy", title: "Binary cross entropy", kind: .loss,
    conventions: .each(BinaryCrossEntropyConvention.self),
    equations: { convention in
      if convention.takesLogits {
        loss ← convention.reduction.reduced(Equations.softplus(z) - target * z)
      } else {
        let logY = max(log(y), setting("logFloor"))
        let logRest = max(log(1 - y), setting("logFloor"))
        loss ← convention.reduction.reduced(-(target * logY + (1 - target) * logRest))
      }
    },
    backward: { convention in
      if convention.takesLogits {
        dz ← convention.reduction.share(Equations.sigmoid(z) - target, of: z)
      } else {
        let slope = max(y * (1 - y), setting("slopeFloor"))
        dy ← convention.reduction.share((y - target) / slope, of: y)
      }
    },
    settings: [
      Hyperparameter("logFloor", "L", default: -100, in: .nonPositive),
      Hyperparameter("slopeFloor", "ε", default: Double(Float(1e-12)), in: .nonNegative),
    ],
    inputs: [.probability, .logit, .share],
    axes: [loss: []],
    forms: { $0.takesLogits ? [loss: [$0.reduction.reduced(ofProbabilities)]] : [:] },
    sources: [
      "note 001 trains with it, by its name in Keras and PyTorch: −(t·ln y + (1 − t)·ln(1 − y))",
      "Bishop, Pattern recognition and machine learning, 2006, equations 4.90 and 4.91 (its gradient)",
      "PyTorch floors each logarithm at −100 and, in the gradient, y(1 − y) at the single-precision 10⁻¹²",
      "Keras cuts probabilities off at 10⁻⁷ instead; from logits nothing needs a floor (log-sum-exp)",
    ])
}

/// The loss by the logit's probability, whose complement has lost digits where it is close to 1.
private var ofProbabilities: Expression {
  let probability = Equations.sigmoid(z)
  return -(target * log(probability) + (1 - target) * log(1 - probability))
}

/// The kind of prediction, probabilities or logits, and the mean or the sum.
package enum BinaryCrossEntropyConvention: String, ConventionName {
  case mean, sum, meanOfLogits, sumOfLogits

  package var rule: String {
    switch self {
    case .mean: "of probabilities, averaged over all elements"
    case .sum: "of probabilities, summed over all elements"
    case .meanOfLogits: "of logits, averaged over all elements"
    case .sumOfLogits: "of logits, summed over all elements"
    }
  }

  package var taughtIn: [String] { self == .mean ? ["001"] : [] }

  fileprivate var takesLogits: Bool { self == .meanOfLogits || self == .sumOfLogits }
  fileprivate var reduction: LossConvention { self == .mean || self == .meanOfLogits ? .mean : .sum }
}
