package import Equations

private let rate = quantity("learningRate")
private let (warmup, total) = (setting("warmup"), setting("total"))

extension Component {
  /// Warm-up and cosine decay: the rate grows in equal parts to η₀, then falls along half a cosine to ηmin.
  package static let warmupCosineDecay: Component = Component(
    name: "warmupCosineDecay", title: "Linear warm-up and cosine decay of the learning rate", kind: .schedule,
    conventions: .each(CosineConvention.self),
    equations: { convention in
      rate ← warmed(convention.position, length: total - warmup)
    },
    settings: [
      .learningRate(0.1), .init("warmup", "n", default: 10, in: .count, general: 7),
      .init("total", "N", default: 40, in: .count, general: 19), .leastRate,
    ],
    requirements: [Requirement("warmup, below total,", warmup, .atMost, total - 1)],
    sources: [
      "Goyal et al., Accurate, large minibatch SGD, 2017, section 2.2 (the warm-up), and Loshchilov and Hutter, SGDR, ICLR "
        + "2017, equation 5; in no note",
      "fromZero is optax (warmup_cosine_decay_schedule with init_value = 0, decay_steps = N, warm-up included): its step 0, "
        + "of the first update, has a rate of 0, its step n has η₀",
      "Keras (CosineDecay from 0 with warmup_target = η₀, warmup_steps = n) counts from 0 too, but its decay_steps, N − n, "
        + "begin after the warm-up",
      "fromOne is PyTorch's SequentialLR of LinearLR (start factor 1/n, n − 1 steps) and, from milestone n − 1 on, "
        + "CosineAnnealingLR with T_max = N − n: its first epoch has η₀/n; after N it rises again, here it stays",
    ],
    mistakes: { convention in
      KnownMistake(
        in: rate, convention.miscounted, .rule(of: "warmupCosineDecay"),
        warmed(convention.other.position, length: total - warmup))
      KnownMistake(
        in: rate, "the cosine takes N steps after the warm-up: N counts the warm-up's own too",
        .source("begin after the warm-up"), warmed(convention.position, length: total))
    })

  private static func warmed(_ position: Expression, length: Expression) -> Expression {
    select(greater(warmup, position), η * position / warmup, along(min((position - warmup) / length, 1)))
  }
}
