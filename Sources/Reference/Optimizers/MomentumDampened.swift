package import Equations

private let velocity = quantity("velocity", symbol: "v")
private let dampening = setting("dampening")

extension Component {
  /// Momentum with dampening: from the second step on, a new gradient has less weight in the velocity.
  package static let momentumDampened: Component = Component(
    name: "momentumDampened", title: "Momentum with dampening", kind: .optimizer,
    conventions: .plain(rule: "the first gradient enters whole, later ones with 1 − τ; η outside"),
    equations: { _ in
      velocity ← select(equal(t, 1), g, γ * previous(velocity) + (1 - dampening) * g)
      w ← previous(w) - η * velocity
    },
    settings: [
      .learningRate(0.01), .momentum(0.9), .init("dampening", "τ", default: 0.5, in: .unitInterval, general: 0.3),
    ],
    sources: ["in no note; PyTorch (SGD with dampening), whose first velocity is the gradient itself"],
    mistakes: { _ in
      KnownMistake(
        in: velocity, "nothing is dampened: that is plain momentum", .rule(of: "momentum"), γ * previous(velocity) + g)
    })
}
