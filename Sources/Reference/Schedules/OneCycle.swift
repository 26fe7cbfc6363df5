package import Equations

private let rate = quantity("learningRate")
private let (warmup, total, divisor) = (setting("warmup"), setting("total"), setting("divisor"))
private let finalDivisor = setting("finalDivisor")

extension Component {
  /// One cycle in straight lines: up to η in the first n steps, then down far below the start.
  package static let oneCycle: Component = Component(
    name: "oneCycle", title: "One cycle of the learning rate, in straight lines", kind: .schedule,
    conventions: .plain(rule: "η/d at step 1, η at step n, η/(d·f) from step N on"),
    equations: { _ in
      let start = η / divisor
      let end = start / finalDivisor
      let rising = start + (η - start) * (t - 1) / max(warmup - 1, 1)
      let falling = η + (end - η) * min((t - warmup) / (total - warmup), 1)
      rate ← select(greater(warmup, t), rising, falling)
    },
    settings: [
      .learningRate(0.1), .init("warmup", "n", default: 12, in: .count, general: 7),
      .init("total", "N", default: 40, in: .count, general: 19),
      .init("divisor", "d", default: 25, in: .positive, general: 7),
      .init("finalDivisor", "f", default: 10_000, in: .positive, general: 3),
    ],
    requirements: [Requirement("warmup, below total,", warmup, .atMost, total - 1)],
    sources: [
      "Smith and Topin, Super-convergence, 2018; in no note",
      "PyTorch (OneCycleLR) with anneal_strategy linear, whose epoch 0 is step 1 here; its own default goes along a cosine",
    ],
    mistakes: { _ in
      KnownMistake(
        in: rate, "the end is η/f: PyTorch divides the start by f", .source("PyTorch (OneCycleLR)"),
        select(
          greater(warmup, t), η / divisor + (η - η / divisor) * (t - 1) / max(warmup - 1, 1),
          η + (η / finalDivisor - η) * min((t - warmup) / (total - warmup), 1)))
    })
}
