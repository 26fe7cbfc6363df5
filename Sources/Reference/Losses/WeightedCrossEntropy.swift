package import Equations

private let (z, target, loss, dz) = (quantity("z"), quantity("target"), quantity("loss"), gradient(of: quantity("z")))
private let (logY, weight) = (quantity("logY"), quantity("weight"))
private let classWeights = quantity("classWeights")

extension Component {
  /// Cross entropy with class weights: an example counts as much as its class, and not at all if it has none.
  package static let weightedCrossEntropy: Component = Component(
    name: "weightedCrossEntropy", title: "Cross entropy with class weights and ignored labels", kind: .loss,
    conventions: .each(WeightedCrossEntropyConvention.self),
    equations: { convention in
      let centred = z - max(z, over: "classes")
      logY ← centred - log(sum(exp(centred), over: "classes"))
      // A label below 0 is at no position, so that all its terms are 0.
      weight ← sum(hit * classWeights, over: "classes")
      loss ← convention.shared(-sum(weight * sum(hit * logY, over: "classes"), over: .batch))
    },
    backward: { convention in
      dz ← convention.shared(weight * (exp(logY) - hit))
    },
    inputs: [
      Input(z, "the score of each class, before the softmax", axes: [.batch, "classes"]),
      Input(
        target, "the right classes, counted from 0; below 0 for an example that does not count", axes: [.batch],
        in: .classesOrNone(along: "classes")),
      Input(classWeights, "the weight of each class", axes: ["classes"], in: .nonNegative),
    ],
    axes: [loss: [], logY: [.batch, "classes"], weight: [.batch]],
    internals: [logY, weight],
    sources: [
      "King and Zeng, Logistic regression in rare events data, 2001 (weights of classes); in no note",
      "PyTorch (cross_entropy with weight; ignore_index is −100, here every label below 0) divides by the sum of the "
        + "weights of the examples that count",
      "Keras (SparseCategoricalCrossentropy with ignore_class, class weights as sample_weight) divides by the number of "
        + "examples that count; a plain mean over the batch counts the ignored ones too",
    ],
    mistakes: { convention in
      let total = -sum(weight * sum(hit * logY, over: "classes"), over: .batch)
      let slopes = weight * (exp(logY) - hit)
      if convention != .sum {
        let everyone = "the ignored examples are counted in the mean: only those with a label are"
        KnownMistake(
          in: loss, everyone, .source("counts the ignored ones too"), total / extent(of: z, .batch))
        KnownMistake(in: dz, everyone, .source("counts the ignored ones too"), slopes / extent(of: z, .batch))
      }
      if convention == .weightedMean {
        let heads = "the sum is divided by the number of examples, and should be by the sum of their weights"
        KnownMistake(
          in: loss, heads, .rule(of: "weightedCrossEntropy"), WeightedCrossEntropyConvention.mean.shared(total))
        KnownMistake(
          in: dz, heads, .rule(of: "weightedCrossEntropy"), WeightedCrossEntropyConvention.mean.shared(slopes))
      }
    })

  /// 1 at each example's class, 0 at all others.
  private static let hit = oneHot(target, as: "classes", of: z)
}

/// The divisor of the sum over the examples.
package enum WeightedCrossEntropyConvention: String, ConventionName {
  case weightedMean, mean, sum

  package var rule: String {
    switch self {
    case .weightedMean: "divided by the sum of the weights of the examples that count (PyTorch)"
    case .mean: "divided by the number of the examples that count (Keras)"
    case .sum: "summed over the examples"
    }
  }

  fileprivate func shared(_ total: Expression) -> Expression {
    switch self {
    case .weightedMean: total / Equations.sum(weight, over: .batch)
    case .mean: total / Equations.sum(atLeast(target, 0), over: .batch)
    case .sum: total
    }
  }
}
