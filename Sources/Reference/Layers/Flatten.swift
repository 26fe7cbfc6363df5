package import Equations

extension Component {
  /// Flattening: the channels of an image, its rows and its columns laid out as one vector.
  package static let flatten: Component = Component(
    name: "flatten",
    title: "Flatten",
    kind: .layer,
    sources: [
      "note 001 (between the embedding and the dense layers of its Keras text classifier)",
      "PyTorch lays out channels, rows, columns; Keras keeps channels last, so its vector is in another order",
    ],
    settings: [],
    inputs: [
      Input("x", "a batch of images", axes: [.batch, "channels", "height", "width"]),
      Input("dy", "the gradient of the loss at y", axes: [.batch, "features"]),
    ],
    axes: ["y": [.batch, "features"], "dx": [.batch, "channels", "height", "width"]],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "the columns come before the rows",
        merge(quantity("x"), "channels", "width", "height", into: "features"))
      KnownMistake(
        in: "y", "the channels come last, as in Keras",
        merge(quantity("x"), "height", "width", "channels", into: "features"))
      KnownMistake(
        in: "y", "everything is laid out the other way round: columns, rows, channels",
        merge(quantity("x"), "width", "height", "channels", into: "features"))
      KnownMistake(
        in: "dx", "the columns come before the rows on the way back",
        split(quantity("dy"), "features", into: "channels", "width", "height", like: quantity("x")))
      KnownMistake(
        in: "dx", "the channels come last on the way back, as in Keras",
        split(quantity("dy"), "features", into: "height", "width", "channels", like: quantity("x")))
    },
    taughtIn: [.plain: ["001"]],
    conventions: PlainConvention.self
  ) { _ in
    quantity("y") ← merge(quantity("x"), "channels", "height", "width", into: "features")
  } backward: { _ in
    quantity("dx")
      ← split(quantity("dy"), "features", into: "channels", "height", "width", like: quantity("x"))
  }
}
