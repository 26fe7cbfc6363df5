package import Equations

extension Component {
  /// Lion: a step of one size for every weight, in the direction that an average of gradients points to.
  package static let lion: Component = Component(
    name: "lion",
    title: "Lion, evolved sign momentum",
    kind: .optimizer,
    sources: [
      "Chen et al., Symbolic discovery of optimization algorithms, NeurIPS 2023, program 1",
      "in no note; optax (lion) is this, with λ = 0.001; Keras too, without a decay of its own; the sign of 0 is 0",
    ],
    settings: [.learningRate(0.001), .beta1(0.9), .beta2(0.99), .weightDecay(0.001)],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "update", "the sign is not taken, which leaves plain momentum", β1 * previous(quantity("m")) + (1 - β1) * g)
      KnownMistake(
        in: "update", "m is updated before it is used: it is last step's m that meets the new gradient",
        sign(β1 * (β2 * previous(quantity("m")) + (1 - β2) * g) + (1 - β1) * g))
      KnownMistake(
        in: "update", "the sign of the old average is taken: the new gradient has a share of 1 − β₁",
        sign(previous(quantity("m"))))
      KnownMistake(
        in: "update", "the signs of both are averaged: one sign is taken of the whole",
        β1 * sign(previous(quantity("m"))) + (1 - β1) * sign(g))
      KnownMistake(
        in: "m", "the update is averaged, and it should be the gradient",
        β2 * previous(quantity("m")) + (1 - β2) * quantity("update"))
      KnownMistake(
        in: "weights", "the decay is not multiplied by η", previous(w) - η * quantity("update") - λ * previous(w))
      KnownMistake(
        in: "weights", "the decay goes by the sign of the weights",
        previous(w) - η * (quantity("update") + λ * sign(previous(w))))
    },
    conventions: LionConvention.self
  ) { _ in
    let m = quantity("m")
    let update = quantity("update")

    update ← sign(β1 * previous(m) + (1 - β1) * g)
    m ← β2 * previous(m) + (1 - β2) * g
    w ← previous(w) - η * (update + λ * previous(w))
  }
}

/// Lion is written one way only.
package enum LionConvention: String, ConventionName {
  case plain

  package var rule: String { "the decay is multiplied by η" }
  package var taughtIn: [String] { [] }
}
