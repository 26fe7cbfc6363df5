package import Equations

extension Component {
  /// Layer normalisation: each position's features are brought to mean 0 and variance 1, then scaled as learned.
  package static let layerNorm: Component = Component(
    name: "layerNorm",
    title: "Layer normalisation",
    kind: .layer,
    sources: [
      "Ba, Kiros and Hinton, Layer normalization, 2016, equations 3 and 4",
      "PyTorch (ε 1e-5) and Keras (ε 1e-3): the variance is biased, ε is under the root",
    ],
    settings: [.epsilon(1e-5)],
    inputs: [
      Input("x", "a batch of sequences", axes: sequence),
      Input("gamma", "the scale γ", axes: ["features"]),
      Input("beta", "the shift β", axes: ["features"]),
      Input("dy", "the gradient of the loss at y", axes: sequence),
    ],
    axes: [
      "mean": [.batch, .time], "variance": [.batch, .time], "xHat": sequence, "y": sequence, "dxHat": sequence,
      "dx": sequence, "dgamma": ["features"], "dbeta": ["features"],
    ],
    internals: ["dxHat"],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "variance", "the unbiased variance is taken: the features are not divided by one fewer",
        mean(square(quantity("x") - quantity("mean")), over: "features") * extent(of: quantity("x"), "features")
          / (extent(of: quantity("x"), "features") - 1))
      KnownMistake(
        in: "variance", "the squares are averaged without the mean taken off",
        mean(square(quantity("x")), over: "features"))
      KnownMistake(
        in: "xHat", "ε is added to the deviation: it belongs under the root",
        (quantity("x") - quantity("mean")) / (sqrt(quantity("variance")) + ε))
      KnownMistake(
        in: "xHat", "the variance divides, without a root",
        (quantity("x") - quantity("mean")) / (quantity("variance") + ε))
      KnownMistake(
        in: "y", "shift and scale have changed places", quantity("beta") * quantity("xHat") + quantity("gamma"))
      KnownMistake(
        in: "dx", "mean and variance are taken for constants, though they depend on every feature",
        quantity("dxHat") / sqrt(quantity("variance") + ε))
      KnownMistake(
        in: "dx", "the variance is taken for a constant, and only the mean is not",
        (quantity("dxHat") - mean(quantity("dxHat"), over: "features")) / sqrt(quantity("variance") + ε))
      KnownMistake(in: "dgamma", "x stands where x̂ belongs", sum(quantity("dy") * quantity("x"), over: .batch, .time))
    },
    conventions: PlainConvention.self
  ) { _ in
    let (x, average, variance) = (quantity("x"), quantity("mean"), quantity("variance"))
    average ← mean(x, over: "features")
    variance ← mean(square(x - average), over: "features")
    quantity("xHat") ← (x - average) / sqrt(variance + ε)
    quantity("y") ← quantity("gamma") * quantity("xHat") + quantity("beta")
  } backward: { _ in
    let (dy, xHat, dxHat) = (quantity("dy"), quantity("xHat"), quantity("dxHat"))
    dxHat ← dy * quantity("gamma")
    let centred = dxHat - mean(dxHat, over: "features") - xHat * mean(dxHat * xHat, over: "features")
    quantity("dx") ← centred / sqrt(quantity("variance") + ε)
    quantity("dgamma") ← sum(dy * xHat, over: .batch, .time)
    quantity("dbeta") ← sum(dy, over: .batch, .time)
  }

  private static let sequence: [Axis] = [.batch, .time, "features"]
}
