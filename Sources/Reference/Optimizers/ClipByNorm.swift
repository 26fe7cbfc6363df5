package import Equations

extension Component {
  /// Clipping by norm: a gradient longer than ν is cut to length ν, each parameter by its own norm.
  ///
  /// It stands in front of an optimizer, see `Recipe.clipped(by:)`.
  package static let clipByNorm: Component = clipping(
    name: "clipByNorm", title: "Clipping by each parameter's norm",
    length: norm(g),
    sources: [
      "Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, ICML 2013, algorithm 1",
      "note 002 (‖g‖ > ν), described in 000; Keras (clipnorm) is plain; PyTorch (clip_grad_norm_) is epsilonInDenominator",
    ],
    taughtIn: [.plain: ["000", "002"]])
}
