package import Equations

private let (x, average, variance, xHat) = (quantity("x"), quantity("mean"), quantity("variance"), quantity("xHat"))
private let (y, gamma, beta) = (quantity("y"), quantity("gamma"), quantity("beta"))
private let (runningMean, runningVariance) = (quantity("runningMean"), quantity("runningVariance"))
private let (runningMean0, runningVariance0) = (quantity("runningMean0"), quantity("runningVariance0"))
private let (dy, dxHat, dx, dgamma) = (gradient(of: y), gradient(of: xHat), gradient(of: x), gradient(of: gamma))
private let dbeta = gradient(of: beta)
private let α = setting("momentum")

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
    let count = each.reduce(1) { $0 * extent(of: x, $1) }
    return Component(
      name: name, title: title, kind: .layer, conventions: .each(BatchNormConvention.self),
      equations: { convention in
        if convention == .evaluation {
          xHat ← (x - runningMean) / sqrt(runningVariance + ε)
        } else {
          average ← averaged(x, each)
          variance ← averaged(square(x - average), each)
          xHat ← (x - average) / sqrt(variance + ε)
        }
        y ← gamma * xHat + beta
        if convention == .training {
          runningMean ← (1 - α) * previous(runningMean) + α * average
          runningVariance ← (1 - α) * previous(runningVariance) + α * (variance * count / (count - 1))
        } else if convention == .kerasTraining {
          runningMean ← α * previous(runningMean) + (1 - α) * average
          runningVariance ← α * previous(runningVariance) + (1 - α) * variance
        }
      },
      backward: { convention in
        dxHat ← dy * gamma
        if convention == .evaluation {
          dx ← dxHat / sqrt(runningVariance + ε)
        } else {
          let centred = dxHat - averaged(dxHat, each) - xHat * averaged(dxHat * xHat, each)
          dx ← centred / sqrt(variance + ε)
        }
        dgamma ← .init(.reduce(.sum, (dy * xHat).node, over: each))
        dbeta ← .init(.reduce(.sum, dy.node, over: each))
      },
      settings: [
        Hyperparameter("momentum", "α", default: 0.1, in: .unitInterval, general: 0.8, usual: [0.9, 0.99, 0.5])
          .defaulting(to: 0.99, in: BatchNormConvention.kerasTraining),
        .epsilon(1e-5).defaulting(to: 1e-3, in: BatchNormConvention.kerasTraining),
      ],
      inputs: [
        Input(x, "a batch of inputs", axes: axes, perStep: true).only(BatchNormConvention.training, .kerasTraining),
        Input(x, "a batch of inputs", axes: axes).only(BatchNormConvention.evaluation),
        Input(gamma, "the scale γ", axes: features),
        Input(beta, "the shift β", axes: features),
        Input(runningMean0, "the running mean before the first batch", axes: features),
        Input(runningVariance0, "the running variance before the first batch", axes: features, in: .nonNegative),
        Input(runningMean, "the mean of the training set", axes: features),
        Input(runningVariance, "the variance of the training set", axes: features, in: .nonNegative),
        Input(dy, "the gradient of the loss at y", perStep: true).only(BatchNormConvention.training, .kerasTraining),
        Input(dy, "the gradient of the loss at y").only(BatchNormConvention.evaluation),
      ],
      initial: [runningMean: runningMean0, runningVariance: runningVariance0],
      axes: [
        average: features, variance: features, xHat: axes, y: axes, runningMean: features, runningVariance: features,
      ],
      internals: [dxHat],
      requirements: [
        // The unbiased variance of a single number is 0/0.
        Requirement("the number of examples of each feature", count, .atLeast, 2).only(BatchNormConvention.training)
      ],
      // The mean of the squares less the square of the mean: it loses digits where the mean is large, and is taught too.
      forms: { $0 == .evaluation ? [:] : [variance: [averaged(square(x), each) - square(average)]] },
      sources: [
        "notes 003 and 004; Ioffe and Szegedy, Batch normalization, 2015, algorithm 1 and the gradients of section 3",
        "the biased variance normalises; in PyTorch the unbiased one enters the running average, and the momentum 0.1 "
          + "weights the new batch",
        "Keras keeps the biased one, its momentum 0.99 weights the old average, and ε is 1e-3",
      ],
      mistakes: { convention in
        if convention == .evaluation {
          KnownMistake(
            in: xHat, "the batch's own mean normalises: in evaluation it is that of the training set", .program,
            (x - averaged(x, each)) / sqrt(runningVariance + ε))
        } else {
          KnownMistake(
            in: xHat, "the unbiased variance normalises: it belongs in the running average at most",
            .source("in PyTorch the unbiased one enters the running average"),
            (x - average) / sqrt(variance * count / (count - 1) + ε))
          KnownMistake(
            in: dx, "mean and variance are taken for constants, though they depend on every input of the batch",
            .program, dxHat / sqrt(variance + ε))
        }
      })
  }

  private static func averaged(_ a: Expression, _ each: [Axis]) -> Expression {
    .init(.reduce(.mean, a.node, over: each))
  }
}

/// The statistics that normalise: the batch's own in training, those of the training set in evaluation.
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
