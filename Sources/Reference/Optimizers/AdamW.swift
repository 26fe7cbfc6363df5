package import Equations

private let (m, v) = (quantity("m"), quantity("v"))
private let mHat = quantity("mHat", symbol: "m̂")
private let vHat = quantity("vHat", symbol: "v̂")
private let α = setting("stepSize")

extension Component {
  /// AdamW: Adam with weight decay that acts on the weights directly, not through the gradient's moments.
  package static let adamw: Component = Component(
    name: "adamw", title: "AdamW, Adam with decoupled weight decay", kind: .optimizer,
    conventions: .each(AdamWConvention.self),
    equations: { convention in
      m ← β1 * previous(m) + (1 - β1) * g
      v ← β2 * previous(v) + (1 - β2) * square(g)
      mHat ← m / (1 - pow(β1, t))
      vHat ← v / (1 - pow(β2, t))
      switch convention {
      case .plain: w ← previous(w) - η * λ * previous(w) - η * mHat / (sqrt(vHat) + ε)
      case .paper: w ← previous(w) - λ * previous(w) - η * mHat / (sqrt(vHat) + ε)
      case .paperScheduled: w ← previous(w) - η * (α * mHat / (sqrt(vHat) + ε) + λ * previous(w))
      }
    },
    settings: [
      .learningRate(0.001).defaulting(to: 1, in: AdamWConvention.paperScheduled), .beta1(0.9), .beta2(0.999),
      .epsilon(1e-8), .weightDecay(0.01), .init("stepSize", "α", default: 0.001, in: .nonNegative, general: 0.3),
    ],
    sources: [
      "Loshchilov and Hutter, Decoupled weight decay regularization, ICLR 2019, algorithm 2",
      "in no note; PyTorch shrinks the weights first (λ = 0.01), optax adds the decay to the update (λ = 1e-4): the same rule",
      "Keras decays by λ = 0.004; the paper's own λ is not multiplied by η (paper, with a schedule of 1)",
      "paperScheduled keeps the paper's schedule: its multiplier ηₜ, given as the learning rate, scales the step of size α "
        + "and the decay alike",
    ],
    mistakes: { convention in
      KnownMistake.average(m, β1)
      KnownMistake.squares(v, β2)
      KnownMistake(
        in: m, "the decay is added to the gradient: that is Adam with an L2 penalty, and AdamW is there to avoid it",
        .source("Loshchilov and Hutter"), β1 * previous(m) + (1 - β1) * (g + λ * previous(w)))
      KnownMistake(
        in: v, "the decay is added to the gradient: that is Adam with an L2 penalty, and AdamW is there to avoid it",
        .source("Loshchilov and Hutter"), β2 * previous(v) + (1 - β2) * square(g + λ * previous(w)))
      switch convention {
      case .plain:
        KnownMistake(
          in: w, "the decay is not multiplied by η, as in the paper: here it is",
          .source("the paper's own λ is not multiplied by η"),
          previous(w) - λ * previous(w) - η * mHat / (sqrt(vHat) + ε))
      case .paper:
        KnownMistake(
          in: w, "the decay is multiplied by η, as in PyTorch: in the paper it is not",
          .source("PyTorch shrinks the weights first"),
          previous(w) - η * λ * previous(w) - η * mHat / (sqrt(vHat) + ε))
      case .paperScheduled:
        KnownMistake(
          in: w, "the schedule's multiplier scales the step alone, and should scale the decay too",
          .source("and the decay alike"),
          previous(w) - λ * previous(w) - η * α * mHat / (sqrt(vHat) + ε))
        KnownMistake(
          in: w, "the decay is multiplied by the step size α, as in PyTorch: here by the schedule's multiplier alone",
          .source("PyTorch shrinks the weights first"),
          previous(w) - η * α * (mHat / (sqrt(vHat) + ε) + λ * previous(w)))
      }
    })
}

/// The factor of the decay.
package enum AdamWConvention: String, ConventionName {
  case plain, paper, paperScheduled

  package var rule: String {
    switch self {
    case .plain: "the decay is multiplied by η, ε beside the root"
    case .paper: "the decay is λ alone, as published, ε beside the root"
    case .paperScheduled: "a schedule's multiplier η scales a step of size α and the decay, as published"
    }
  }
}
