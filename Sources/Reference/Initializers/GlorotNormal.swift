package import Equations

extension Component {
  /// Weights from N(0, √(2/(nᵢₙ + nₒᵤₜ))).
  package static let glorotNormal: Component = Component(
    name: "glorotNormal",
    title: "Glorot's normal initializer",
    kind: .initializer,
    sources: [
      "Glorot and Bengio, Understanding the difficulty of training deep networks, 2010, equation 12",
      "PyTorch (xavier_normal_); Keras truncates at two standard deviations",
    ],
    settings: [],
    inputs: [Initializer.normal],
    axes: ["W": Initializer.draws],
    conventions: InitializerConvention.self
  ) { _ in
    quantity("W") ← sqrt(2 / (Initializer.fanIn + Initializer.fanOut)) * quantity("draws")
  }
}
