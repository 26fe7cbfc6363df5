package import Equations

private let (W, like) = (quantity("W"), quantity("like"))

extension Component {
  /// Every weight the same. The units of a layer then stay alike for ever: the symmetry never breaks.
  package static let constantInitializer: Component = Component(
    name: "constantInitializer", title: "Constant initializer", kind: .initializer,
    conventions: .plain(taughtIn: ["004"]),
    equations: { _ in
      W ← spread(setting("value"), like: like)
    },
    settings: [Hyperparameter("value", "c", default: 0, in: .real)],
    inputs: [Input(like, "a tensor of the shape that is wanted")],
    sources: ["note 004: if all weights start at the same value, all of a layer remain equal"])
}
