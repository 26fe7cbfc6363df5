package import Equations

extension Component {
  /// Clipping by global norm: where all gradients together are longer than ν, all are scaled by the same factor.
  ///
  /// It keeps the direction of the whole step. It stands in front of an optimizer, see `Recipe.clipped(by:)`.
  package static let clipByGlobalNorm: Component = Component(
    name: "clipByGlobalNorm",
    title: "Clipping by the norm of all parameters together",
    kind: .optimizer,
    sources: [
      "Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, ICML 2013, algorithm 1",
      "note 002 (‖g‖ > ν, over all parameters); optax (clip_by_global_norm) is plain; PyTorch (clip_grad_norm_) is epsilonInDenominator",
    ],
    settings: [
      .threshold(1), .epsilon(1e-6),
    ],
    conventions: ClipByGlobalNormConvention.self
  ) { convention in
    let length = quantity("norm")
    let clipped = quantity("clipped")

    length ← sqrt(sum(square(g), over: .elements, .parameters))
    switch convention {
    case .plain: clipped ← select(greater(length, ν), g * ν / length, g)
    case .epsilonInDenominator: clipped ← g * min(1, ν / (length + ε))
    }
  }
}

/// Whether a small constant is added to the norm.
package enum ClipByGlobalNormConvention: String, ConventionName {
  case plain, epsilonInDenominator

  package var rule: String {
    switch self {
    case .plain: "ν/‖g‖, where ‖g‖ > ν"
    case .epsilonInDenominator: "always scaled by min(1, ν/(‖g‖ + ε))"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .plain: ["002"]
    case .epsilonInDenominator: []
    }
  }
}
