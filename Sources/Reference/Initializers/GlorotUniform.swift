package import Equations

extension Component {
  /// Weights from U(±√(6/(nᵢₙ + nₒᵤₜ))), for sigmoids and hyperbolic tangents.
  package static let glorotUniform: Component = Component(
    name: "glorotUniform",
    title: "Glorot's uniform initializer",
    kind: .initializer,
    sources: [
      "note 002; Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010, equation 16",
      "PyTorch (xavier_uniform_) and Keras's default for dense layers",
    ],
    settings: [],
    inputs: Initializer.uniform,
    axesOf: Initializer.axes,
    taughtIn: [.plain: ["002"]],
    conventions: InitializerConvention.self
  ) { convention in
    quantity("W") ← Initializer.stretched(to: sqrt(6 / (convention.fanIn + convention.fanOut)))
  }
}
