package import Equations

extension Component {
  /// RAdam: Adam that steps along m̂ alone until enough gradients are in for v to be trusted.
  ///
  /// ρₜ is the length of the average that v amounts to; once it passes the threshold, the adaptive step is used, rectified by
  /// the ratio of the variances. ε is added to the root of v before its correction.
  package static let radam: Component = Component(
    name: "radam",
    title: "RAdam, rectified Adam",
    kind: .optimizer,
    sources: [
      "Liu et al., On the variance of the adaptive learning rate and beyond, ICLR 2020, algorithm 2",
      "in no note; PyTorch is this (ρₜ > 5); optax rectifies from ρₜ ≥ 5 and adds ε after the correction; the paper from ρₜ > 4",
    ],
    settings: [
      .learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-8),
      .init("threshold", "ρ_min", default: 5, in: .fourOrMore),
    ],
    mistakes: KnownMistake.list {
      KnownMistake.average("m", β1)
      KnownMistake.squares("v", β2)
      KnownMistake(in: "length", "the limit alone is taken, which the length only approaches", 2 / (1 - β2) - 1)
      KnownMistake(in: "length", "the factor 2 is missing", 2 / (1 - β2) - 1 - t * pow(β2, t) / (1 - pow(β2, t)))
      KnownMistake(
        in: "rectification", "the root is not taken",
        select(
          greater(quantity("length"), setting("threshold")),
          (quantity("length") - 4) * (quantity("length") - 2) * (2 / (1 - β2) - 1)
            / ((2 / (1 - β2) - 5) * (2 / (1 - β2) - 3) * quantity("length")), 1))
      KnownMistake(
        in: "weights", "the rectification is left out, which leaves Adam's step",
        previous(w) - η * quantity("mHat") * sqrt(1 - pow(β2, t)) / (sqrt(quantity("v")) + ε))
      KnownMistake(
        in: "weights", "the step is never adapted: m̂ alone is used",
        previous(w) - η * quantity("mHat") * quantity("rectification"))
    },
    conventions: RadamConvention.self
  ) { _ in
    let m = quantity("m")
    let v = quantity("v")
    let mHat = quantity("mHat")
    let length = quantity("length")
    let rectification = quantity("rectification")
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
  }
}

/// RAdam is written one way only.
package enum RadamConvention: String, ConventionName {
  case plain

  package var rule: String { "PyTorch's form: rectified above the threshold, ε beside the raw root" }
  package var taughtIn: [String] { [] }
}
