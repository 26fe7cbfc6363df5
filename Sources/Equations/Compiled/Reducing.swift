/// A sum, mean or maximum over axes of a buffer, each added up in the interpreter's order.
struct Reducing {
  private let reduction: Reduction
  private let source: Int
  private let target: Int
  /// The start of each group of results, and the offset of each term of a sum from there.
  private let groups: UnsafeMutableBufferPointer<Int>
  private let terms: UnsafeMutableBufferPointer<Int>
  /// The extent of the last axis that is kept, and its stride in the source: this many results lie side by side.
  private let width: Int
  private let step: Int
  /// True if the terms lie side by side.
  private let isRun: Bool
  private let groupCount: Int
  /// The number of terms of one result.
  private let count: Int

  init(_ id: Graph.ID, _ graph: Graph, _ buffers: [Graph.ID: Int]) {
    guard case .reduce(let reduction, let a, let over) = graph.nodes[id].operation else {
      preconditionFailure("no reduction")
    }
    self.reduction = reduction
    source = buffers[graph.source(a)] ?? 0
    target = buffers[id] ?? 0
    func offsets(_ axes: [Axis]) -> [Int] {
      axes.reduce([0]) { starts, axis in
        starts.flatMap { start in (0..<(graph.extent(a, axis) ?? 1)).map { start + $0 * graph.stride(a, axis) } }
      }
    }
    let kept = graph.layout(id).axes
    width = kept.last.flatMap { graph.extent(a, $0) } ?? 1
    step = kept.last.map { graph.stride(a, $0) } ?? 0
    let starts = width == 0 ? [] : offsets(Array(kept.dropLast()))
    groups = .allocate(capacity: max(starts.count, 1))
    _ = groups.initialize(fromContentsOf: starts)
    groupCount = starts.count
    count = over.reduce(1) { $0 * (graph.extent(a, $1) ?? 1) }
    let stride = graph.single(a, over)
    isRun = stride == 1 || (stride != nil && count == 1)
    // A long run needs no list of its terms.
    let places = isRun ? [] : offsets(over)
    terms = .allocate(capacity: max(places.count, 1))
    _ = terms.initialize(fromContentsOf: places)
  }

  func run(_ memory: Memory) {
    if groupCount == 0 { return }
    let (numbers, results) = (memory.pointers[source], memory[target])
    for group in 0..<groupCount {
      let result = results + group * width
      let start = numbers.map { $0 + groups[group] }
      if isRun { alongRuns(start, result) } else { acrossRows(start, result) }
      if reduction == .mean { for index in 0..<width { result[index] /= Double(count) } }
    }
  }

  private func alongRuns(_ start: UnsafeMutablePointer<Double>?, _ result: UnsafeMutablePointer<Double>) {
    for index in 0..<width {
      guard let run = start.map({ $0 + index * step }) else { continue }
      if reduction == .maximum {
        var largest = -Double.infinity
        for term in 0..<count { largest = Binary.maximum.value(largest, run[term]) }
        result[index] = largest
      } else {
        var sum = 0.0
        for term in 0..<count { sum += run[term] }
        result[index] = sum
      }
    }
  }

  /// Adds one row after the other to all results at once. The order of each sum stays the same.
  private func acrossRows(_ start: UnsafeMutablePointer<Double>?, _ result: UnsafeMutablePointer<Double>) {
    result.update(repeating: reduction == .maximum ? -.infinity : 0, count: width)
    guard let start else { return }
    for term in 0..<count {
      let row = start + terms[term]
      if reduction == .maximum {
        for index in 0..<width { result[index] = Binary.maximum.value(result[index], row[index * step]) }
      } else if step == 1 {
        for index in 0..<width { result[index] += row[index] }
      } else {
        for index in 0..<width { result[index] += row[index * step] }
      }
    }
  }

  func deallocate() {
    groups.deallocate()
    terms.deallocate()
  }
}
