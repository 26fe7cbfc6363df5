package import Equations

private let (penalised, m, v) = (quantity("penalised"), quantity("m"), quantity("v"))
private let mHat = quantity("mHat", symbol: "m̂")
private let vHat = quantity("vHat", symbol: "v̂")

extension Component {
  /// Adam with an L2 penalty: the penalty's slope goes through both moments, which AdamW is there to avoid.
  package static let adamL2: Component = Component(
    name: "adamL2", title: "Adam with an L2 penalty", kind: .optimizer,
    conventions: .plain(rule: "λ·w is added to the gradient, ε beside the root"),
    equations: { _ in
      penalised ← g + λ * previous(w)
      m ← β1 * previous(m) + (1 - β1) * penalised
      v ← β2 * previous(v) + (1 - β2) * square(penalised)
      mHat ← m / (1 - pow(β1, t))
      vHat ← v / (1 - pow(β2, t))
      w ← previous(w) - η * mHat / (sqrt(vHat) + ε)
    },
    settings: [.learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-8), .weightDecay(0.01)],
    sources: [
      "Loshchilov and Hutter, Decoupled weight decay regularization, ICLR 2019, algorithm 2, its other half",
      "in no note; PyTorch (Adam with weight_decay)",
    ],
    mistakes: { _ in
      KnownMistake(
        in: w, "the decay acts on the weights directly: that is AdamW", .rule(of: "adamw"),
        previous(w) - η * λ * previous(w) - η * mHat / (sqrt(vHat) + ε))
    })
}
