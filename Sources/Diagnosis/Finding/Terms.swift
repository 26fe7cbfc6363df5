internal import Equations
internal import Judging

/// The terms of a sum at some points: for each point one term after the other.
struct Terms {
  /// A sum, a mean or a largest entry, or a product over axes: the formula of its terms, and the whole of another one.
  struct Reducing {
    let terms: Node
    let whole: (Node) -> Node
    let reduction: Reduction
    let axes: [Axis]

    init?(_ node: Node) {
      switch node {
      case .reduce(let reduction, let inner, let axes):
        (terms, self.reduction, self.axes) = (inner, reduction, axes)
        whole = { .reduce(reduction, $0, over: axes) }
      case .contract(let a, let b, let axes):
        (terms, reduction, self.axes) = (.binary(.multiply, a, b), .sum, axes)
        whole = { .reduce(.sum, $0, over: axes) }
      default: return nil
      }
    }

    /// The axes of the terms, told apart from those of the result: it may have one of the same name, as where a mean is
    /// taken off.
    func apart(_ own: [Axis]) -> [Axis] { own.map { axes.contains($0) ? Axis("summed \($0.name)") : $0 } }
  }

  private let points: Points
  private let pivots: [Int]
  /// The layouts of the terms of each case: one, or one for each parameter if the sum is over all of them.
  private let layouts: [[Layout]]
  private let reducing: Reducing
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
  init?(_ points: Points, of reducing: Reducing, at pivots: [Int]) {
    self.points = points
    self.pivots = pivots
    self.reducing = reducing
    var layouts: [[Layout]] = []
    for (index, examination) in points.examinations.enumerated() {
      guard let published = points.block(index), let value = examination.evaluate(Expression(reducing.terms))
      else { return nil }
      layouts.append(
        value.blocks.filter { !$0.isAbsent }.map { inner in
          let added = zip(reducing.apart(inner.axes), inner.shape).filter { !published.axes.contains($0.0) }
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
        let own = value.isPerParameter ? value.blocks[index] : value.blocks[0]
        let block = Block(axes: reducing.apart(own.axes), shape: own.shape, values: own.values, error: own.error)
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
  func reduced(_ reduction: Reduction, _ values: [Double]) -> [Double] {
    var found = [Double](repeating: 0, count: pivots.count)
    values.withUnsafeBufferPointer { values in
      found.withUnsafeMutableBufferPointer { reduce(reduction, values, into: $0) }
    }
    return found
  }

  /// The same of the terms of one pivot.
  func total(_ reduction: Reduction, _ own: [Double]) -> Double {
    switch reduction {
    case .sum: own.reduce(0, +)
    case .mean: own.reduce(0, +) / Double(own.count)
    case .maximum: own.max() ?? .nan
    }
  }

  /// Adds the terms of each pivot one after the other, those of several pivots side by side: an addition does not wait for
  /// the last one.
  func reduce(
    _ reduction: Reduction, _ values: UnsafeBufferPointer<Double>, into found: UnsafeMutableBufferPointer<Double>
  ) {
    if reduction == .maximum {
      for pivot in pivots.indices { found[pivot] = values[starts[pivot]..<starts[pivot + 1]].max() ?? .nan }
      return
    }
    starts.withUnsafeBufferPointer { starts in
      var pivot = 0
      while pivot + 4 <= pivots.count {
        let (a, b, c, d) = (starts[pivot], starts[pivot + 1], starts[pivot + 2], starts[pivot + 3])
        let end = starts[pivot + 4]
        let shared = min(min(b - a, c - b), min(d - c, end - d))
        var sum = (0.0, 0.0, 0.0, 0.0)
        for i in 0..<shared {
          sum.0 += values[a + i]
          sum.1 += values[b + i]
          sum.2 += values[c + i]
          sum.3 += values[d + i]
        }
        for i in a + shared..<b { sum.0 += values[i] }
        for i in b + shared..<c { sum.1 += values[i] }
        for i in c + shared..<d { sum.2 += values[i] }
        for i in d + shared..<end { sum.3 += values[i] }
        (found[pivot], found[pivot + 1], found[pivot + 2], found[pivot + 3]) = sum
        pivot += 4
      }
      while pivot < pivots.count {
        var sum = 0.0
        for i in starts[pivot]..<starts[pivot + 1] { sum += values[i] }
        found[pivot] = sum
        pivot += 1
      }
      if reduction == .mean {
        for pivot in pivots.indices { found[pivot] /= Double(starts[pivot + 1] - starts[pivot]) }
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
