package import Equations

extension Component {
  /// The squared error.
  package static let meanSquaredError: Component = Component(
    name: "meanSquaredError",
    title: "Mean squared error",
    kind: .loss,
    sources: [
      "note 002 (averaged, 1/N Σ), note 004 (its gradients are those of ½Σ: the error itself)",
      "½Σ: Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, 1986, equation 3",
      "the mean is over all elements, as in PyTorch (mse_loss); Keras averages each example first, which is the same",
    ],
    settings: [],
    inputs: [.prediction, .target],
    axes: ["loss": []],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "loss", "the root is taken: that is the root mean square error", only: ["mean"],
        sqrt(mean(square(quantity("y") - quantity("target")), over: .elements)))
      KnownMistake(
        in: "loss", "the sum is divided by the number of examples, and should be by that of all elements",
        only: ["mean"],
        sum(square(quantity("y") - quantity("target")), over: .elements) / extent(of: quantity("y"), .dimension(0)))
      KnownMistake(
        in: "loss", "the sum is divided by one less than there are: that is a variance's divisor", only: ["mean"],
        sum(square(quantity("y") - quantity("target")), over: .elements) / (extent(of: quantity("y"), .elements) - 1))
      KnownMistake(
        in: "loss", "the mean error is squared: each error is squared first", only: ["mean"],
        square(mean(quantity("y") - quantity("target"), over: .elements)))
      KnownMistake(
        in: "loss", "magnitudes are averaged, not squares", only: ["mean"],
        mean(abs(quantity("y") - quantity("target")), over: .elements))
      KnownMistake(
        in: "loss", "squares are taken off one another: the difference is squared", only: ["mean"],
        mean(square(quantity("y")) - square(quantity("target")), over: .elements))
      KnownMistake(
        in: "dy", "the sum's gradient is divided by the number of examples, and should be by that of all elements",
        only: ["mean"], 2 * (quantity("y") - quantity("target")) / extent(of: quantity("y"), .dimension(0)))
      KnownMistake(
        in: "dy", "the gradient is divided by one less than there are", only: ["mean"],
        2 * (quantity("y") - quantity("target")) / (extent(of: quantity("y"), .elements) - 1))
      KnownMistake(
        in: "dy", "only the error's sign is used: that is the slope of the mean absolute error", only: ["mean"],
        sign(quantity("y") - quantity("target")) / extent(of: quantity("y"), .elements))
    },
    conventions: SquaredErrorConvention.self
  ) { convention in
    let squares = square(quantity("y") - quantity("target"))
    switch convention {
    case .mean: quantity("loss") ← mean(squares, over: .elements)
    case .sum: quantity("loss") ← sum(squares, over: .elements)
    case .halfMean: quantity("loss") ← mean(squares, over: .elements) / 2
    case .halfSum: quantity("loss") ← sum(squares, over: .elements) / 2
    }
  } backward: { convention in
    let y = quantity("y")
    let error = y - quantity("target")
    switch convention {
    case .mean: quantity("dy") ← 2 * error / extent(of: y, .elements)
    case .sum: quantity("dy") ← 2 * error
    case .halfMean: quantity("dy") ← error / extent(of: y, .elements)
    case .halfSum: quantity("dy") ← error
    }
  }
}

/// Averaged or summed, with the factor ½ or without.
package enum SquaredErrorConvention: String, ConventionName {
  case mean, sum, halfMean, halfSum

  package var rule: String {
    switch self {
    case .mean: "averaged over all elements"
    case .sum: "summed over all elements"
    case .halfMean: "half the average"
    case .halfSum: "half the sum: the gradient is the error itself"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .mean: ["002"]
    case .halfSum: ["004"]
    case .sum, .halfMean: []
    }
  }
}
