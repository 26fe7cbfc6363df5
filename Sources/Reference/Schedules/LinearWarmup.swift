package import Equations

private let rate = quantity("learningRate")
private let warmup = setting("warmup")

extension Component {
  /// Linear warm-up: the rate grows in equal parts to η₀, and stays there.
  package static let linearWarmup: Component = Component(
    name: "linearWarmup", title: "Linear warm-up of the learning rate", kind: .schedule,
    conventions: .plain(rule: "η₀·min(t/n, 1), steps from 1: the first has η₀/n"),
    equations: { _ in
      rate ← η * min(t / warmup, 1)
    },
    settings: [.learningRate(0.1), .init("warmup", "n", default: 10, in: .count, general: 7)],
    sources: [
      "Goyal et al., Accurate, large minibatch SGD, 2017, section 2.2; in no note",
      "PyTorch (LinearLR) with start factor 1/n and n − 1 steps: its epoch 0, the first, has η₀/n, as here",
      "optax (linear_schedule from 0 over n steps) counts from 0 and begins with 0: its first update has no rate",
    ],
    mistakes: { _ in
      KnownMistake(
        in: rate, "steps are counted from 0, so that the first has a rate of 0", .source("counts from 0"),
        η * min((t - 1) / warmup, 1))
    })
}
