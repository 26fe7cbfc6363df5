package import Equations

private let (x, average, variance, xHat) = (quantity("x"), quantity("mean"), quantity("variance"), quantity("xHat"))
private let (y, gamma, beta) = (quantity("y"), quantity("gamma"), quantity("beta"))
private let (dy, dxHat, dx, dgamma) = (gradient(of: y), gradient(of: xHat), gradient(of: x), gradient(of: gamma))
private let dbeta = gradient(of: beta)

extension Component {
  /// Layer normalisation: each position's features are brought to mean 0 and variance 1, then scaled as learned.
  package static let layerNorm: Component = Component(
    name: "layerNorm", title: "Layer normalisation", kind: .layer, conventions: .plain(),
    equations: { _ in
      average ← mean(x, over: "features")
      variance ← mean(square(x - average), over: "features")
      xHat ← (x - average) / sqrt(variance + ε)
      y ← gamma * xHat + beta
    },
    backward: { _ in
      dxHat ← dy * gamma
      let centred = dxHat - mean(dxHat, over: "features") - xHat * mean(dxHat * xHat, over: "features")
      dx ← centred / sqrt(variance + ε)
      dgamma ← sum(dy * xHat, over: .batch, .time)
      dbeta ← sum(dy, over: .batch, .time)
    },
    settings: [.epsilon(1e-5)],
    inputs: [
      Input(x, "a batch of sequences", axes: sequence),
      Input(gamma, "the scale γ", axes: ["features"]),
      Input(beta, "the shift β", axes: ["features"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [average: [.batch, .time], variance: [.batch, .time], xHat: sequence, y: sequence],
    internals: [dxHat],
    // The mean of the squares less the square of the mean: it loses digits where the mean is large, and is taught too.
    forms: { _ in [variance: [mean(square(x), over: "features") - square(average)]] },
    sources: [
      "Ba, Kiros and Hinton, Layer normalization, 2016, equations 3 and 4",
      "PyTorch (ε 1e-5) and Keras (ε 1e-3): the variance is biased, ε is under the root",
    ],
    mistakes: { _ in
      KnownMistake(
        in: variance, "the unbiased variance is taken: the squares are divided by one fewer than there are features",
        .program,
        mean(square(x - average), over: "features") * extent(of: x, "features")
          / (extent(of: x, "features") - 1))
      KnownMistake(
        in: dx, "mean and variance are taken for constants, though they depend on every feature", .program,
        dxHat / sqrt(variance + ε))
    })

  private static let sequence: [Axis] = [.batch, .time, "features"]
}
