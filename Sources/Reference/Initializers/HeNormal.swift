package import Equations

extension Component {
  /// Weights from N(0, √(2/nᵢₙ)), for rectified units.
  package static let heNormal: Component = Component(
    name: "heNormal",
    title: "He's normal initializer",
    kind: .initializer,
    sources: [
      "note 002: N(0, √(2/nᵢₙ)); He et al., Delving deep into rectifiers, 2015, equation 10",
      "PyTorch (kaiming_normal_); Keras truncates at two standard deviations",
    ],
    settings: [],
    inputs: Initializer.normal,
    axesOf: Initializer.axes,
    taughtIn: [.plain: ["002"]],
    conventions: InitializerConvention.self
  ) { convention in
    quantity("W") ← sqrt(2 / convention.fanIn) * quantity("draws")
  }
}
