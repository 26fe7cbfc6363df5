internal import Equations
internal import Judging

/// The terms of a sum at some points: for each point one term after the other.
struct Terms {
  /// A sum, a mean or a largest entry, or a product over axes: the formula of its terms, and the whole of another one.
  struct Reducing {
    let terms: Node
    let whole: (Node) -> Node
    let reduction: Reduction

    init?(_ node: Node) {
      switch node {
      case .reduce(let reduction, let inner, let axes):
        (terms, self.reduction) = (inner, reduction)
        whole = { .reduce(reduction, $0, over: axes) }
      case .contract(let a, let b, let axes):
        (terms, reduction) = (.binary(.multiply, a, b), .sum)
        whole = { .reduce(.sum, $0, over: axes) }
      default: return nil
      }
    }
  }

  private let points: Points
  private let pivots: [Int]
  /// The layouts of the terms of each case: one, or one for each parameter if the sum is over all of them.
  private let layouts: [[Layout]]
  /// The first term of each pivot, and the end of the last one's.
  let starts: [Int]

  private struct Layout {
    let axes: [Axis]
    let shape: [Int]
    /// The number of terms of each number.
    let count: Int
  }

  private static let most = 2_000

  /// - Returns: nil if the terms have no numbers of their own, or there are too many.
  init?(_ points: Points, of node: Node, at pivots: [Int]) {
    self.points = points
    self.pivots = pivots
    var layouts: [[Layout]] = []
    for (index, examination) in points.examinations.enumerated() {
      guard let published = points.block(index), let value = examination.evaluate(Expression(node)) else { return nil }
      layouts.append(
        value.blocks.filter { !$0.isAbsent }.map { inner in
          let added = zip(inner.axes, inner.shape).filter { !published.axes.contains($0.0) }
          return Layout(
            axes: published.axes + added.map(\.0), shape: published.shape + added.map(\.1),
            count: added.reduce(1) { $0 * $1.1 })
        })
    }
    self.layouts = layouts
    var starts = [0]
    for pivot in pivots {
      starts.append(starts[starts.count - 1] + layouts[points.cases[pivot]].reduce(0) { $0 + $1.count })
    }
    guard starts[pivots.count] <= Self.most else { return nil }
    self.starts = starts
  }

  var count: Int { starts[pivots.count] }

  /// A formula's values at all terms; nil if it has other axes.
  func series(_ node: Node) -> Points.Series? {
    var cut: [Int: [Block]] = [:]
    for own in Set(pivots.map { points.cases[$0] }) {
      guard let value = points.examinations[own].evaluate(Expression(node)),
        !value.isPerParameter || value.blocks.count == layouts[own].count
      else { return nil }
      var blocks: [Block] = []
      for (index, layout) in layouts[own].enumerated() {
        let block = value.isPerParameter ? value.blocks[index] : value.blocks[0]
        let fits = zip(block.axes, block.shape).allSatisfy { axis, extent in
          layout.axes.firstIndex(of: axis).map { layout.shape[$0] == extent } ?? false
        }
        guard fits else { return nil }
        blocks.append(block.aligned(to: layout.axes, shape: layout.shape))
      }
      cut[own] = blocks
    }
    var series = Points.Series(values: [], errors: [])
    for pivot in pivots {
      let own = points.cases[pivot]
      for (block, layout) in zip(cut[own] ?? [], layouts[own]) {
        let range = points.position(pivot) * layout.count..<(points.position(pivot) + 1) * layout.count
        series.values += block.values[range]
        series.errors += block.error.map { Array($0[range]) } ?? [Double](repeating: 0, count: layout.count)
      }
    }
    return series
  }

  /// The sum, the mean or the largest of the terms at each pivot.
  func reduced(_ reduction: Reduction, _ values: some RandomAccessCollection<Double>) -> [Double] {
    pivots.indices.map { pivot in
      let start = values.index(values.startIndex, offsetBy: starts[pivot])
      let end = values.index(values.startIndex, offsetBy: starts[pivot + 1])
      let own = values[start..<end]
      switch reduction {
      case .sum: return own.reduce(0, +)
      case .mean: return own.reduce(0, +) / Double(own.count)
      case .maximum: return own.max() ?? .nan
      }
    }
  }
}

extension Points {
  /// The published numbers of a case as one block; nil if each parameter has its own.
  func block(_ index: Int) -> Block? {
    let value = examinations[index].recipe.value(
      of: target, in: examinations[index].trace, examinations[index].inputs.names)
    return value.isPerParameter ? nil : value.blocks[0]
  }

  /// The axes of a formula, without the steps; none of what each parameter has.
  func axes(of node: Node) -> [Axis] {
    guard let value = examinations[0].evaluate(Expression(node)), !value.isPerParameter else { return [] }
    return value.blocks[0].axes.filter { $0 != .step }
  }

  /// The place of a point among the numbers of its case.
  func position(_ point: Int) -> Int { point - (cases.firstIndex(of: cases[point]) ?? 0) }
}
