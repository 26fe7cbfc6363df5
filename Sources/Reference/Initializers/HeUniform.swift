package import Equations

private let W = quantity("W")

extension Component {
  /// Weights from U(±√(6/nᵢₙ)), for rectified units.
  package static let heUniform: Component = Component(
    name: "heUniform", title: "He's uniform initializer", kind: .initializer,
    conventions: .each(InitializerConvention.self, taughtIn: [.plain: ["002"]]),
    equations: { convention in
      W ← Initializer.stretched(to: sqrt(6 / convention.fanIn))
    },
    inputs: Initializer.uniform,
    axesOf: Initializer.axes,
    sources: [
      "note 002, under Glorot's name: U(±√(6/nᵢₙ)); He et al., Delving deep into rectifiers, 2015, equation 10",
      "PyTorch (kaiming_uniform_ with its default gain) and Keras",
    ])
}
