package import Equations

private let W = quantity("W")

extension Component {
  /// Weights from U(±√(6/(nᵢₙ + nₒᵤₜ))), for sigmoids and hyperbolic tangents.
  package static let glorotUniform: Component = Component(
    name: "glorotUniform", title: "Glorot's uniform initializer", kind: .initializer,
    conventions: .each(InitializerConvention.self, taughtIn: [.plain: ["002"]]),
    equations: { convention in
      W ← Initializer.stretched(to: sqrt(6 / (convention.fanIn + convention.fanOut)))
    },
    inputs: Initializer.uniform,
    axesOf: Initializer.axes,
    sources: [
      "note 002; Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010, equation 16",
      "PyTorch (xavier_uniform_) and Keras's default for dense layers",
    ])
}
