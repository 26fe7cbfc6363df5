package import Equations

private let (y, x) = (quantity("y"), quantity("x"))
private let (dx, dy) = (gradient(of: x), gradient(of: y))

extension Component {
  /// Flattening: the channels of an image, its rows and its columns laid out as one vector.
  package static let flatten: Component = Component(
    name: "flatten", title: "Flatten", kind: .layer, conventions: .plain(taughtIn: ["001"]),
    equations: { _ in
      y ← merge(x, "channels", "height", "width", into: "features")
    },
    backward: { _ in
      dx
        ← split(dy, "features", into: "channels", "height", "width", like: x)
    },
    inputs: [
      Input(x, "a batch of images", axes: [.batch, "channels", "height", "width"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: [.batch, "features"]],
    sources: [
      "note 001 (between the embedding and the dense layers of its Keras text classifier)",
      "PyTorch lays out channels, rows, columns; Keras keeps channels last, so its vector is in another order",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "the channels come last, as in Keras", .source("Keras keeps channels last"),
        merge(x, "height", "width", "channels", into: "features"))
      KnownMistake(
        in: dx, "the channels come last on the way back, as in Keras", .source("Keras keeps channels last"),
        split(dy, "features", into: "height", "width", "channels", like: x))
    })
}
