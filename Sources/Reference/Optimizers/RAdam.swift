package import Equations

private let (m, v, length) = (quantity("m"), quantity("v"), quantity("length"))
private let rectification = quantity("rectification")
private let mHat = quantity("mHat", symbol: "m̂")

extension Component {
  /// RAdam: Adam that steps along m̂ alone until there are enough gradients for v to be trusted.
  ///
  /// ρₜ is the effective length of the average in v. Above the threshold the adaptive step is used, rectified by the
  /// ratio of the variances. ε is added to the root of v before its correction.
  package static let radam: Component = Component(
    name: "radam", title: "RAdam, rectified Adam", kind: .optimizer,
    conventions: .plain(rule: "PyTorch's form: rectified above the threshold, ε beside the raw root"),
    equations: { _ in
      let limit = 2 / (1 - β2) - 1
      let isRectified = greater(length, setting("threshold"))

      m ← β1 * previous(m) + (1 - β1) * g
      v ← β2 * previous(v) + (1 - β2) * square(g)
      mHat ← m / (1 - pow(β1, t))
      length ← limit - 2 * t * pow(β2, t) / (1 - pow(β2, t))
      rectification
        ← select(
          isRectified,
          sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)), 1)
      w ← previous(w) - η * mHat * rectification
        * select(isRectified, sqrt(1 - pow(β2, t)) / (sqrt(v) + ε), 1)
    },
    settings: [
      .learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-8),
      .init("threshold", "ρ_min", default: 5, in: .fourOrMore),
    ],
    sources: [
      "Liu et al., On the variance of the adaptive learning rate and beyond, ICLR 2020, algorithm 2",
      "in no note; PyTorch is this (ρₜ > 5); optax rectifies from ρₜ ≥ 5 and adds ε after the correction; the paper from ρₜ > 4",
    ],
    mistakes: { _ in
      KnownMistake.average(m, β1)
      KnownMistake.squares(v, β2)
      KnownMistake(
        in: w, "the rectification is left out, which leaves Adam's step", .rule(of: "adam"),
        previous(w) - η * mHat * sqrt(1 - pow(β2, t)) / (sqrt(v) + ε))
    })
}
