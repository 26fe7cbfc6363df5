package import Equations

private let (x, meanSquare, xHat) = (quantity("x"), quantity("meanSquare"), quantity("xHat"))
private let (y, gamma) = (quantity("y"), quantity("gamma"))
private let (dy, dxHat, dx, dgamma) = (gradient(of: y), gradient(of: xHat), gradient(of: x), gradient(of: gamma))

extension Component {
  /// RMS normalisation: each position's features are divided by the root of their mean square, then scaled as learned.
  package static let rmsNorm: Component = Component(
    name: "rmsNorm", title: "RMS normalisation", kind: .layer,
    conventions: .plain(rule: "no mean is taken off, ε under the root"),
    equations: { _ in
      meanSquare ← mean(square(x), over: "features")
      xHat ← x / sqrt(meanSquare + ε)
      y ← gamma * xHat
    },
    backward: { _ in
      dxHat ← dy * gamma
      dx ← (dxHat - xHat * mean(dxHat * xHat, over: "features")) / sqrt(meanSquare + ε)
      dgamma ← sum(dy * xHat, over: .batch, .time)
    },
    settings: [.epsilon(1e-5)],
    inputs: [
      Input(x, "a batch of sequences", axes: sequence),
      Input(gamma, "the scale γ", axes: ["features"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [meanSquare: [.batch, .time], xHat: sequence, y: sequence],
    internals: [dxHat],
    sources: [
      "Zhang and Sennrich, Root mean square layer normalization, 2019, equation 4; in no note",
      "PyTorch (RMSNorm), whose own ε is the precision's",
    ],
    mistakes: { _ in
      KnownMistake(
        in: meanSquare, "the mean is taken off first: that is layer normalisation", .rule(of: "layerNorm"),
        mean(square(x - mean(x, over: "features")), over: "features"))
    })

  private static let sequence: [Axis] = [.batch, .time, "features"]
}
