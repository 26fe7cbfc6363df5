package import Equations

private let (y, target, loss) = (quantity("y"), quantity("target"), quantity("loss"))
private let dy = gradient(of: y)

extension Component {
  /// The squared error.
  package static let meanSquaredError: Component = Component(
    name: "meanSquaredError", title: "Mean squared error", kind: .loss, conventions: .each(SquaredErrorConvention.self),
    equations: { convention in
      let squares = square(y - target)
      switch convention {
      case .mean: loss ← mean(squares, over: .elements)
      case .sum: loss ← sum(squares, over: .elements)
      case .halfMean: loss ← mean(squares, over: .elements) / 2
      case .halfSum: loss ← sum(squares, over: .elements) / 2
      }
    },
    backward: { convention in
      let error = y - target
      switch convention {
      case .mean: dy ← 2 * error / extent(of: y, .elements)
      case .sum: dy ← 2 * error
      case .halfMean: dy ← error / extent(of: y, .elements)
      case .halfSum: dy ← error
      }
    },
    inputs: [.prediction, .target],
    axes: [loss: []],
    sources: [
      "note 002 (averaged, 1/N Σ), note 004 (its gradients are those of ½Σ: the error itself)",
      "½Σ: Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, 1986, equation 3",
      "the mean is over all elements, as in PyTorch (mse_loss); Keras averages each example first, which is the same",
    ],
    mistakes: { convention in
      if convention == .mean {
        KnownMistake(
          in: loss, "the root is taken: that is the root mean square error", .sample("21-meanSquaredError/rootTaken"),
          sqrt(mean(square(y - target), over: .elements)))
        KnownMistake(
          in: loss, "the sum is divided by the number of examples, and should be by that of all elements", .program,
          sum(square(y - target), over: .elements) / extent(of: y, .dimension(0)))
        KnownMistake(
          in: loss, "magnitudes are averaged, not squares", .rule(of: "meanAbsoluteError"),
          mean(abs(y - target), over: .elements))
        KnownMistake(
          in: dy, "the sum's gradient is divided by the number of examples, and should be by that of all elements",
          .program, 2 * (y - target) / extent(of: y, .dimension(0)))
        KnownMistake(
          in: dy, "only the error's sign is used: that is the slope of the mean absolute error",
          .rule(of: "meanAbsoluteError"), sign(y - target) / extent(of: y, .elements))
      }
    })
}

/// The mean or the sum, with the factor ½ or without.
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
