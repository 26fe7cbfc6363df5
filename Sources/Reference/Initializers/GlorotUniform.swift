package import Equations

extension Component {
  /// Weights from U(±√(6/(nᵢₙ + nₒᵤₜ))), for sigmoids and hyperbolic tangents.
  package static let glorotUniform: Component = Component(
    name: "glorotUniform",
    title: "Glorot's uniform initializer",
    kind: .initializer,
    sources: [
      "notes 002 and 004; Glorot and Bengio, Understanding the difficulty of training deep networks, 2010, eq. 16",
      "PyTorch (xavier_uniform_) and Keras's default for dense layers",
    ],
    settings: [],
    inputs: [Initializer.uniform],
    axes: ["W": Initializer.draws],
    conventions: InitializerConvention.self
  ) { _ in
    quantity("W") ← Initializer.stretched(to: sqrt(6 / (Initializer.fanIn + Initializer.fanOut)))
  }
}
