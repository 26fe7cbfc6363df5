internal import Equations

/// The inputs of initializers: random draws, which their equations turn into weights.
enum Initializer {
  static let uniform = inputs("numbers drawn evenly from 0 to 1, 1 left out", .uniform)
  static let normal = inputs("numbers drawn from N(0, 1)", .normal)

  /// The weights have the axes of their draws.
  static let axes = Dictionary(
    uniqueKeysWithValues: InitializerConvention.allCases.map { ($0, [quantity("W"): $0.axes]) })

  private static func inputs(_ meaning: String, _ chance: Chance) -> [Input] {
    InitializerConvention.allCases.map {
      Input("draws", meaning, axes: $0.axes, chance: chance).only($0)
    }
  }

  /// Draws from [0, 1) stretched over (−bound, bound).
  static func stretched(to bound: Expression) -> Expression { bound * (2 * quantity("draws") - 1) }
}

/// The layer that the weights belong to; the fans are read off their shape.
///
/// A unit of a convolution sees every place of its kernel, and is seen from as many.
package enum InitializerConvention: String, ConventionName {
  case plain, conv1D, conv2D

  package var rule: String {
    switch self {
    case .plain:
      "of a dense layer, W [out, in]; the second argument of N is the standard deviation; nothing is truncated"
    case .conv1D: "of a convolution, W [out, in, kernel]: both fans are multiplied by the kernel's size"
    case .conv2D: "of a convolution, W [out, in, height, width]: both fans are multiplied by the kernel's area"
    }
  }

  fileprivate var axes: [Axis] { ["out", "in"] + kernel }

  private var kernel: [Axis] {
    switch self {
    case .plain: []
    case .conv1D: ["kernel"]
    case .conv2D: ["kernelHeight", "kernelWidth"]
    }
  }

  /// nᵢₙ: the number of inputs of a unit.
  var fanIn: Expression { times("in") }
  /// nₒᵤₜ: the number of units that an input reaches.
  var fanOut: Expression { times("out") }

  private func times(_ axis: Axis) -> Expression {
    kernel.reduce(extent(of: quantity("draws"), axis)) { $0 * extent(of: quantity("draws"), $1) }
  }
}
