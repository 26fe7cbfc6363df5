package import Equations

extension Component {
  /// Yogi: Adam whose average squared gradient moves by a fixed share of g², towards it, so that it grows slowly.
  package static let yogi: Component = Component(
    name: "yogi",
    title: "Yogi",
    kind: .optimizer,
    sources: [
      "Zaheer, Reddi, Sachan, Kale and Kumar, Adaptive methods for nonconvex optimization, NeurIPS 2018, algorithm 2",
      "in no note; optax (yogi) is this: m and v both start at 1e-6 and are corrected; the paper corrects neither",
    ],
    settings: [
      .learningRate(0.01), .beta1(0.9), .beta2(0.999), .epsilon(1e-3),
      .init("initialAccumulator", "v₀", default: 1e-6, in: .nonNegative),
    ],
    initial: ["m": setting("initialAccumulator"), "v": setting("initialAccumulator")],
    mistakes: KnownMistake.list {
      KnownMistake.average("m", β1)
      KnownMistake(
        in: "v", "Adam's average is taken: Yogi moves v by a share of g², whichever way",
        β2 * previous(quantity("v")) + (1 - β2) * square(g))
      KnownMistake(
        in: "v", "the sign is taken of the new square alone, so that v only grows",
        previous(quantity("v")) + (1 - β2) * square(g))
      KnownMistake(
        in: "v", "the sign is the wrong way round: v moves away from g²",
        previous(quantity("v")) + (1 - β2) * sign(previous(quantity("v")) - square(g)) * square(g))
      KnownMistake(
        in: "v", "the difference itself is used, not its sign: that is Adam's average times g²",
        previous(quantity("v")) - (1 - β2) * (previous(quantity("v")) - square(g)) * square(g))
      KnownMistake(
        in: "v", "the gradient is not squared where it is compared",
        previous(quantity("v")) - (1 - β2) * sign(previous(quantity("v")) - g) * square(g))
    },
    conventions: YogiConvention.self
  ) { _ in
    let m = quantity("m")
    let v = quantity("v")
    let mHat = quantity("mHat")
    let vHat = quantity("vHat")

    m ← β1 * previous(m) + (1 - β1) * g
    v ← previous(v) - (1 - β2) * sign(previous(v) - square(g)) * square(g)
    mHat ← m / (1 - pow(β1, t))
    vHat ← v / (1 - pow(β2, t))
    w ← previous(w) - η * mHat / (sqrt(vHat) + ε)
  }
}

/// Yogi is written one way only.
package enum YogiConvention: String, ConventionName {
  case plain

  package var rule: String { "optax's form: both moments start at v₀ and are corrected" }
  package var taughtIn: [String] { [] }
}
