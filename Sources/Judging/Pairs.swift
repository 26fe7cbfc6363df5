package import Equations

/// Published numbers beside the computed ones, position by position: the basis of every judgement.
package struct Pairs {
  package let published: Block
  package let computed: Block
  private let precision: Precision

  /// - Returns: nil if the computed numbers have another layout.
  package init?(_ published: Block, _ computed: Block, _ precision: Precision) {
    guard computed.fits(published) else { return nil }
    self.published = published
    self.computed = computed.aligned(to: published.axes, shape: published.shape)
    self.precision = precision
  }

  package var indices: Range<Int> { published.values.indices }

  /// The count of numbers of one step; of all numbers if there are no steps.
  package var stride: Int {
    max(published.axes.first == .step ? published.count / max(published.shape[0], 1) : published.count, 1)
  }

  /// The step that a number belongs to, counted from 0.
  package func step(_ position: Int) -> Int { position / stride }

  package func areFinite(_ position: Int) -> Bool {
    published.values[position].isFinite && computed.values[position].isFinite
  }

  /// True if neither number is finite.
  func areUndefined(_ position: Int) -> Bool {
    !published.values[position].isFinite && !computed.values[position].isFinite
  }

  /// The allowed distance of the published number from the computed one.
  package func allowed(_ position: Int) -> Double {
    Bound.allowance * Bound.on(published.values[position], error: error(position), precision)
  }

  package func distance(_ position: Int) -> Double { abs(published.values[position] - computed.values[position]) }

  /// The distance in units of its bound, by the rule of `Bound.ratio`.
  package func ratio(_ position: Int) -> Double? {
    Bound.ratio(published.values[position], computed.values[position], error: error(position), precision)
  }

  /// The distance as a share of the larger number; nil if both are zero.
  package func relativeDifference(_ position: Int) -> Double? {
    let size = max(abs(published.values[position]), abs(computed.values[position]))
    return size > 0 ? distance(position) / size : nil
  }

  private func error(_ position: Int) -> Double { computed.error?[position] ?? 0 }
}
