package import Equations

extension Component {
  /// Batch normalisation: each feature is brought to mean 0 and variance 1 over the batch, then scaled as learned.
  package static let batchNorm: Component = batchNormalization(
    "batchNorm", "Batch normalisation", [.batch, "features"])

  /// Batch normalisation of images: each channel over the batch and all its pixels.
  package static let batchNorm2D: Component = batchNormalization(
    "batchNorm2D", "Batch normalisation of images", [.batch, "features", "height", "width"])

  private static func batchNormalization(_ name: String, _ title: String, _ axes: [Axis]) -> Component {
    let each = axes.filter { $0 != "features" }
    let features: [Axis] = ["features"]
    return Component(
      name: name,
      title: title,
      kind: .layer,
      sources: [
        "notes 003 and 004; Ioffe and Szegedy, Batch normalization, 2015, algorithm 1 and the gradients of section 3",
        "the biased variance normalises; in PyTorch the unbiased one enters the running average, and the momentum 0.1 "
          + "weights the new batch",
        "Keras keeps the biased one, its momentum 0.99 weights the old average, and ε is 1e-3",
      ],
      settings: [
        Hyperparameter("momentum", "α", default: 0.1, in: .unitInterval, except: ["kerasTraining": 0.99]),
        .epsilon(1e-5, except: ["kerasTraining": 1e-3]),
      ],
      inputs: [
        Input("x", "a batch of inputs", axes: axes, perStep: true, only: ["training", "kerasTraining"]),
        Input("x", "a batch of inputs", axes: axes, only: ["evaluation"]),
        Input("gamma", "the scale γ", axes: features),
        Input("beta", "the shift β", axes: features),
        Input("runningMean0", "the running mean before the first batch", axes: features),
        Input("runningVariance0", "the running variance before the first batch", axes: features, in: .nonNegative),
        Input("runningMean", "the mean of the training set", axes: features),
        Input("runningVariance", "the variance of the training set", axes: features, in: .nonNegative),
        Input("dy", "the gradient of the loss at y", axes: axes, perStep: true, only: ["training", "kerasTraining"]),
        Input("dy", "the gradient of the loss at y", axes: axes, only: ["evaluation"]),
      ],
      initial: ["runningMean": quantity("runningMean0"), "runningVariance": quantity("runningVariance0")],
      axes: [
        "mean": features, "variance": features, "xHat": axes, "y": axes, "runningMean": features,
        "runningVariance": features, "dxHat": axes, "dx": axes, "dgamma": features, "dbeta": features,
      ],
      internals: ["dxHat"],
      requirements: [
        // The unbiased variance of a single number is 0/0.
        Requirement(
          "the number of examples of each feature", each.reduce(1) { $0 * extent(of: quantity("x"), $1) }, .atLeast, 2,
          only: ["training"])
      ],
      mistakes: mistakes(each),
      conventions: BatchNormConvention.self
    ) { convention in
      let x = quantity("x")
      if convention == .evaluation {
        normalized(x, quantity("runningMean"), quantity("runningVariance"))
      } else {
        quantity("mean") ← averaged(x, each)
        quantity("variance") ← averaged(square(x - quantity("mean")), each)
        normalized(x, quantity("mean"), quantity("variance"))
        runningAverages(convention, count: each.reduce(1) { $0 * extent(of: x, $1) })
      }
    } backward: { convention in
      let (dy, xHat, dxHat) = (quantity("dy"), quantity("xHat"), quantity("dxHat"))
      dxHat ← dy * quantity("gamma")
      if convention == .evaluation {
        quantity("dx") ← dxHat / sqrt(quantity("runningVariance") + ε)
      } else {
        let centred = dxHat - averaged(dxHat, each) - xHat * averaged(dxHat * xHat, each)
        quantity("dx") ← centred / sqrt(quantity("variance") + ε)
      }
      quantity("dgamma") ← .init(.reduce(.sum, (dy * xHat).node, over: each))
      quantity("dbeta") ← .init(.reduce(.sum, dy.node, over: each))
    }
  }

  private static func mistakes(_ each: [Axis]) -> [KnownMistake] {
    let (x, variance) = (quantity("x"), quantity("variance"))
    let count = each.reduce(1) { $0 * extent(of: x, $1) }
    let trained = ["training", "kerasTraining"]
    let (mean, xHat, dy, dxHat) = (quantity("mean"), quantity("xHat"), quantity("dy"), quantity("dxHat"))
    return KnownMistake.list {
      KnownMistake(
        in: "xHat", "the unbiased variance normalises: it belongs in the running average at most", only: trained,
        (x - mean) / sqrt(variance * count / (count - 1) + ε))
      KnownMistake(
        in: "dx", "mean and variance are taken for constants, though they depend on every input of the batch",
        only: trained, dxHat / sqrt(variance + ε))
      KnownMistake(
        in: "dx", "the variance is taken for a constant, and only the mean is not", only: trained,
        (dxHat - averaged(dxHat, each)) / sqrt(variance + ε))
      KnownMistake(
        in: "variance", "the squares are averaged without the mean taken off", only: trained, averaged(square(x), each))
      KnownMistake(
        in: "xHat", "ε is added to the deviation: it belongs under the root", only: trained,
        (x - mean) / (sqrt(variance) + ε))
      KnownMistake(
        in: "xHat", "the variance divides, without a root", only: trained, (x - mean) / (variance + ε))
      KnownMistake(
        in: "runningMean", "the batch's mean is taken over whole, and should have its share", only: trained, mean)
      KnownMistake(
        in: "xHat", "the batch's own mean normalises: in evaluation it is that of the training set",
        only: ["evaluation"], (x - averaged(x, each)) / sqrt(quantity("runningVariance") + ε))
      KnownMistake(
        in: "dx", "the mean of the gradients is taken off: in evaluation nothing depends on the batch",
        only: ["evaluation"], (dxHat - averaged(dxHat, each)) / sqrt(quantity("runningVariance") + ε))
      KnownMistake(
        in: "y", "scale and shift have changed places", quantity("beta") * xHat + quantity("gamma"))
      KnownMistake(
        in: "dgamma", "x stands where x̂ belongs", .init(.reduce(.sum, (dy * x).node, over: each)))
    }
  }

  private static func averaged(_ a: Expression, _ each: [Axis]) -> Expression {
    .init(.reduce(.mean, a.node, over: each))
  }

  @EquationsBuilder
  private static func normalized(_ x: Expression, _ mean: Expression, _ variance: Expression) -> [Equation] {
    quantity("xHat") ← (x - mean) / sqrt(variance + ε)
    quantity("y") ← quantity("gamma") * quantity("xHat") + quantity("beta")
  }

  @EquationsBuilder
  private static func runningAverages(_ convention: BatchNormConvention, count: Expression) -> [Equation] {
    let (mean, variance) = (quantity("runningMean"), quantity("runningVariance"))
    let α = setting("momentum")
    if convention == .training {
      let unbiased = quantity("variance") * count / (count - 1)
      mean ← (1 - α) * previous(mean) + α * quantity("mean")
      variance ← (1 - α) * previous(variance) + α * unbiased
    } else {
      mean ← α * previous(mean) + (1 - α) * quantity("mean")
      variance ← α * previous(variance) + (1 - α) * quantity("variance")
    }
  }
}

/// In training the batch's own statistics normalise; in evaluation those of the training set.
package enum BatchNormConvention: String, ConventionName {
  case training, evaluation, kerasTraining

  package var rule: String {
    switch self {
    case .training: "α weights the new batch, the running variance is unbiased (PyTorch)"
    case .evaluation: "the running averages normalise, and stay"
    case .kerasTraining: "the momentum weights the old average, the running variance is biased (Keras)"
    }
  }

  package var taughtIn: [String] { self == .kerasTraining ? [] : ["003", "004"] }
}
