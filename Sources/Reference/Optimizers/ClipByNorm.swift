package import Equations

extension Component {
  /// Clipping by norm: a gradient longer than ν is cut to length ν, each parameter by its own norm.
  ///
  /// It stands in front of an optimizer, see `Recipe.clipped(by:)`.
  package static let clipByNorm: Component = Component(
    name: "clipByNorm",
    title: "Clipping by each parameter's norm",
    kind: .optimizer,
    sources: [
      "Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, ICML 2013, algorithm 1",
      "note 002 (‖g‖ > ν), described in 000; Keras (clipnorm) is plain; PyTorch (clip_grad_norm_) is epsilonInDenominator",
    ],
    settings: [
      .threshold(1), .epsilon(1e-6),
    ],
    conventions: ClipByNormConvention.self
  ) { convention in
    let length = quantity("norm")
    let clipped = quantity("clipped")

    length ← norm(g)
    switch convention {
    case .plain: clipped ← select(greater(length, ν), g * ν / length, g)
    case .epsilonInDenominator: clipped ← g * min(1, ν / (length + ε))
    }
  }
}

/// Whether a small constant is added to the norm.
package enum ClipByNormConvention: String, ConventionName {
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
