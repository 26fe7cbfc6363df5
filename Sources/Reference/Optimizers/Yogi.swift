package import Equations

private let (m, v) = (quantity("m"), quantity("v"))
private let mHat = quantity("mHat", symbol: "m̂")
private let vHat = quantity("vHat", symbol: "v̂")

extension Component {
  /// Yogi: Adam whose average squared gradient moves towards g² by a fixed share of it, so that it grows slowly.
  package static let yogi: Component = Component(
    name: "yogi", title: "Yogi", kind: .optimizer,
    conventions: .plain(rule: "optax's form: both moments start at v₀ and are corrected"),
    equations: { _ in
      m ← β1 * previous(m) + (1 - β1) * g
      v ← previous(v) - (1 - β2) * sign(previous(v) - square(g)) * square(g)
      mHat ← m / (1 - pow(β1, t))
      vHat ← v / (1 - pow(β2, t))
      w ← previous(w) - η * mHat / (sqrt(vHat) + ε)
    },
    settings: [
      .learningRate(0.01), .beta1(0.9), .beta2(0.999), .epsilon(1e-3),
      .init("initialAccumulator", "v₀", default: 1e-6, in: .nonNegative, general: 0.01),
    ],
    initial: [m: setting("initialAccumulator"), v: setting("initialAccumulator")],
    sources: [
      "Zaheer, Reddi, Sachan, Kale and Kumar, Adaptive methods for nonconvex optimization, NeurIPS 2018, algorithm 2",
      "in no note; optax (yogi) is this: m and v both start at 1e-6 and are corrected; the paper corrects neither",
    ],
    mistakes: { _ in
      KnownMistake.average(m, β1)
      KnownMistake(
        in: v, "Adam's average is taken: Yogi moves v by a share of g², whichever way", .rule(of: "adam"),
        β2 * previous(v) + (1 - β2) * square(g))
    })
}
