package import Equations

private let m = quantity("m")
private let update = quantity("update", symbol: "Δw")

extension Component {
  /// Lion: a step of one size for every weight, in the direction that an average of gradients points to.
  package static let lion: Component = Component(
    name: "lion", title: "Lion, evolved sign momentum", kind: .optimizer,
    conventions: .plain(rule: "the decay is multiplied by η"),
    equations: { _ in
      update ← sign(β1 * previous(m) + (1 - β1) * g)
      m ← β2 * previous(m) + (1 - β2) * g
      w ← previous(w) - η * (update + λ * previous(w))
    },
    settings: [.learningRate(0.001), .beta1(0.9), .beta2(0.99), .weightDecay(0.001)],
    sources: [
      "Chen et al., Symbolic discovery of optimization algorithms, NeurIPS 2023, program 1",
      "in no note; optax (lion) is this, with λ = 0.001; Keras too, without a decay of its own; the sign of 0 is 0",
    ])
}
