internal import Equations

/// The windows, settings and axes that pooling layers share.
enum Pooling {
  static let settings = [
    Hyperparameter("size", "k", default: 2, in: .count), .stride(2), .padding,
  ]

  /// A wider padding would let a kernel at the margin meet nothing but padding; PyTorch requires the same.
  static let requirements = [
    Requirement("padding, half of size at most,", setting("padding"), .atMost, floor(setting("size") / 2))
  ]

  static let sequence: [Axis] = [.batch, "channels", "length"]
  static let image: [Axis] = [.batch, "channels", "height", "width"]

  /// The stretches of one axis.
  static func kernel(_ axis: Axis, _ kernel: Axis, fill: Double = 0) -> Window {
    Window(
      axis, kernel: kernel, size: setting("size"), stride: setting("stride"), padding: setting("padding"), fill: fill)
  }

  static let rows = kernel("height", "kernelHeight")
  static let columns = kernel("width", "kernelWidth")

  /// The patches of an image, side by side along the kernel's axes.
  static func patches(_ image: Expression) -> Expression { window(window(image, rows), columns) }

  /// The way back from `patches`.
  static func image(from patches: Expression, like image: Expression) -> Expression {
    fold(fold(patches, back: columns, like: image), back: rows, like: image)
  }

  /// 1 at each position of an axis; 0 is left for the padding.
  static func ones(_ x: Expression, _ axis: Axis) -> Expression { spread(1, like: positions(of: x, axis)) }
}

extension Hyperparameter {
  /// The distance that a kernel moves.
  static func stride(_ value: Double) -> Self { .init("stride", "s", default: value, in: .count, general: 1) }
  /// The number of zeros on either side.
  static let padding = Hyperparameter("padding", "p", default: 0, in: .wholeNumber)
}

/// The numbers that count in a mean.
package enum AveragePoolConvention: String, ConventionName {
  case paddingCounted, paddingUncounted

  package var rule: String {
    switch self {
    case .paddingCounted: "the padding's zeros count in the mean"
    case .paddingUncounted: "only what is inside counts"
    }
  }
}
