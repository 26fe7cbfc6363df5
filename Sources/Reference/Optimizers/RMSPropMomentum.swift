package import Equations

private let squareAverage = quantity("squareAverage", symbol: "E[g²]")
private let velocity = quantity("velocity", symbol: "v")

extension Component {
  /// RMSProp with momentum: the scaled gradients are collected in a velocity.
  package static let rmspropMomentum: Component = Component(
    name: "rmspropMomentum", title: "RMSProp with momentum", kind: .optimizer,
    conventions: .plain(rule: "the velocity collects scaled gradients, η outside, ε beside the root"),
    equations: { _ in
      squareAverage ← ρ * previous(squareAverage) + (1 - ρ) * square(g)
      velocity ← γ * previous(velocity) + g / (sqrt(squareAverage) + ε)
      w ← previous(w) - η * velocity
    },
    settings: [.learningRate(0.01), .decay(0.99), .momentum(0.9), .epsilon(1e-8)],
    sources: [
      "in no note; PyTorch (RMSprop with momentum), its decay",
      "optax and Keras have η inside of the velocity and ε under the root",
    ],
    mistakes: { _ in
      KnownMistake.squares(squareAverage, ρ)
      KnownMistake(
        in: velocity, "the gradient enters as it is: it should be scaled first", .rule(of: "momentum"),
        γ * previous(velocity) + g)
      KnownMistake(
        in: velocity, "the new step is weighted with 1 − γ, as in an average: this form has none",
        .rule(of: "momentum"), γ * previous(velocity) + (1 - γ) * g / (sqrt(squareAverage) + ε))
    })
}
