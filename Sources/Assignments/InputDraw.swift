internal import Tensors

/// The distribution of an input of a layer, a loss or a training run: a batch, a target, a mask.
package struct InputDraw: Equatable, Sendable {
  package enum Distribution: Equatable, Sendable {
    /// N(0, 1).
    case normal
    case uniform(ClosedRange<Double>)
    /// Whole numbers from the first up to the second, that one excluded, each as likely.
    case whole(from: Int = 0, below: Int)
    /// −1 or 1, each as likely.
    case sign
    /// The numbers from 0 up to this one, that one excluded, in batches. They are shuffled for each epoch; a rest too
    /// small for a batch is left out.
    case shuffle(of: Int)
    /// 1, or 0 with this probability.
    case mask(rate: Double)
    /// 1 at one place of each row, each as likely, 0 at all others; a row goes along the last axis.
    case oneHot
    /// Shares of 1: the numbers of each row are positive and add up to 1, but for rounding.
    case probabilities
    /// These numbers, without a draw.
    case listed([Double])
  }

  package var name: String
  package var shape: [Int]
  package var distribution: Distribution
  /// True if each step has a new one.
  package var isPerStep: Bool
  /// True if the program draws or picks it itself, and reports its choice.
  package var isChosen: Bool

  package init(
    _ name: String, _ shape: [Int], _ distribution: Distribution, perStep isPerStep: Bool = false,
    chosen isChosen: Bool = false
  ) {
    self.name = name
    self.shape = shape
    self.distribution = distribution
    self.isPerStep = isPerStep
    self.isChosen = isChosen
  }

  /// The values of all steps, or of the only one.
  func values(steps: Int, from generator: inout SeededGenerator) -> [Double] {
    let stride = shape.reduce(1, *)
    let count = isPerStep ? steps * stride : stride
    switch distribution {
    case .normal: return (0..<count).map { _ in generator.normal() }
    case .uniform(let range): return (0..<count).map { _ in generator.uniform(in: range) }
    case .whole(let first, let bound):
      return (0..<count).map { _ in Double(first + generator.index(below: bound - first)) }
    case .sign: return (0..<count).map { _ in generator.index(below: 2) == 0 ? -1 : 1 }
    case .listed(let numbers): return (0..<count).map { numbers[$0 % stride] }
    case .mask(let rate): return (0..<count).map { _ in generator.uniform() < rate ? 0 : 1 }
    case .oneHot:
      let width = shape.last ?? 1
      return (0..<count / width).flatMap { _ in
        let place = generator.index(below: width)
        return (0..<width).map { $0 == place ? 1.0 : 0 }
      }
    case .probabilities:
      let width = shape.last ?? 1
      return (0..<count / width).flatMap { _ in
        // A number of exactly 0 has no logarithm, and 0/0 would be no share.
        let shares = (0..<width).map { _ in 0.125 + generator.uniform() }
        let total = shares.reduce(0, +)
        return shares.map { $0 / total }
      }
    case .shuffle(let extent):
      precondition(stride >= 1 && stride <= extent, "a batch of \(stride) out of \(extent)")
      var values: [Double] = []
      while values.count < count {
        var order = Array(0..<extent)
        for last in Swift.stride(from: extent - 1, to: 0, by: -1) {
          order.swapAt(last, generator.index(below: last + 1))
        }
        values += order.prefix(extent / stride * stride).map(Double.init)
      }
      return Array(values.prefix(count))
    }
  }
}
