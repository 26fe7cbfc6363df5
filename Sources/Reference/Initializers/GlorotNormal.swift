package import Equations

private let (W, draws) = (quantity("W"), quantity("draws"))

extension Component {
  /// Weights from N(0, √(2/(nᵢₙ + nₒᵤₜ))).
  package static let glorotNormal: Component = Component(
    name: "glorotNormal", title: "Glorot's normal initializer", kind: .initializer,
    conventions: .each(InitializerConvention.self, taughtIn: [:]),
    equations: { convention in
      W ← sqrt(2 / (convention.fanIn + convention.fanOut)) * draws
    },
    inputs: Initializer.normal,
    axesOf: Initializer.axes,
    sources: [
      "Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010, equation 12",
      "PyTorch (xavier_normal_); Keras truncates at two standard deviations",
    ])
}
