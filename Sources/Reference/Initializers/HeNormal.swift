package import Equations

private let (W, draws) = (quantity("W"), quantity("draws"))

extension Component {
  /// Weights from N(0, √(2/nᵢₙ)), for rectified units.
  package static let heNormal: Component = Component(
    name: "heNormal", title: "He's normal initializer", kind: .initializer,
    conventions: .each(InitializerConvention.self, taughtIn: [.plain: ["002"]]),
    equations: { convention in
      W ← sqrt(2 / convention.fanIn) * draws
    },
    inputs: Initializer.normal,
    axesOf: Initializer.axes,
    sources: [
      "note 002: N(0, √(2/nᵢₙ)); He et al., Delving deep into rectifiers, 2015, equation 10",
      "PyTorch (kaiming_normal_); Keras truncates at two standard deviations",
    ])
}
