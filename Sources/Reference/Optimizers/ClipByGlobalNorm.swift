package import Equations

extension Component {
  /// Clipping by global norm: if all gradients together are longer than ν, all are scaled by the same factor.
  ///
  /// It keeps the direction of the whole step. It stands in front of an optimizer, see `Recipe.clipped(by:)`.
  package static let clipByGlobalNorm: Component = clipping(
    name: "clipByGlobalNorm", title: "Clipping by the norm of all parameters together",
    length: sqrt(sum(square(g), over: .elements, .parameters)),
    sources: [
      "Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, ICML 2013, algorithm 1",
      "note 002 (‖g‖ > ν, over all parameters); optax (clip_by_global_norm) is plain; PyTorch (clip_grad_norm_) is epsilonInDenominator",
    ],
    taughtIn: [.plain: ["002"]])
}
