package import Equations

extension Component {
  /// Every weight the same: units of a layer then stay alike for ever, the symmetry that never breaks.
  package static let constantInitializer: Component = Component(
    name: "constantInitializer",
    title: "Constant initializer",
    kind: .initializer,
    sources: ["note 004: if all weights start at the same value, all of a layer remain equal"],
    settings: [Hyperparameter("value", "c", default: 0, in: .real)],
    inputs: [Input("like", "a tensor of the shape that is wanted")],
    taughtIn: [.plain: ["004"]],
    conventions: PlainConvention.self
  ) { _ in
    quantity("W") ← setting("value") + 0 * quantity("like")
  }
}
