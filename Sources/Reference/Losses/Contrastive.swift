package import Equations

private let (y, target, distance, loss) = (quantity("y"), quantity("target"), quantity("distance"), quantity("loss"))
private let dy = gradient(of: y)
private let margin = setting("margin")

extension Component {
  /// The contrastive loss: two points that belong together are drawn together, others are pushed a margin apart.
  package static let contrastive: Component = Component(
    name: "contrastive", title: "Contrastive loss", kind: .loss, conventions: .each(ContrastiveConvention.self),
    equations: { convention in
      distance ← sqrt(sum(square(between), over: "features"))
      let apart = square(max(margin - distance, 0))
      loss ← convention.shared(sum(target * square(distance) + (1 - target) * apart, over: .batch))
    },
    backward: { convention in
      // Two equal points push in no direction.
      let push = select(greater(distance, 0), max(margin - distance, 0) / distance, 0)
      let slope = 2 * between * (target - (1 - target) * push)
      dy ← convention.shared(slope * (1 - 2 * positions(of: y, "pair")))
    },
    settings: [.init("margin", "m", default: 1, in: .positive, general: 1.7)],
    inputs: [
      Input(y, "the two points of each pair", axes: [.batch, "pair", "features"]),
      Input(target, "1 for a pair that belongs together, 0 for another", axes: [.batch], in: .unitInterval),
    ],
    axes: [loss: [], distance: [.batch]],
    internals: [distance],
    requirements: [Requirement("the number of points of a pair", extent(of: y, "pair"), .equal, 2)],
    sources: [
      "Hadsell, Chopra and LeCun, Dimensionality reduction by learning an invariant mapping, 2006, equation 4, where the "
        + "label is the other way round, 0 for a pair that belongs together (halfMean)",
      "in no note; no library has it; PyTorch's cosine_embedding_loss compares angles",
    ],
    mistakes: { convention in
      KnownMistake(
        in: loss, "the margin is taken off squared distances, and should be off the distance", .source("equation 4"),
        convention.shared(
          sum(target * square(distance) + (1 - target) * max(margin - square(distance), 0), over: .batch)))
      let swapped = (1 - target) * square(distance) + target * square(max(margin - distance, 0))
      KnownMistake(
        in: loss, "the label is read the other way round: 1 is for a pair that belongs together",
        .source("the other way round"), convention.shared(sum(swapped, over: .batch)))
    })

  /// From the second point to the first.
  private static let between = gather(y, at: 0, along: "pair") - gather(y, at: 1, along: "pair")
}

/// The factor before the sum.
package enum ContrastiveConvention: String, ConventionName {
  case mean, halfMean, sum

  package var rule: String {
    switch self {
    case .mean: "averaged over the pairs"
    case .halfMean: "half the average, as published"
    case .sum: "summed over the pairs"
    }
  }

  fileprivate func shared(_ total: Expression) -> Expression {
    switch self {
    case .mean: total / extent(of: y, .batch)
    case .halfMean: total / (2 * extent(of: y, .batch))
    case .sum: total
    }
  }
}
