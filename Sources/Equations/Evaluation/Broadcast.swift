/// A map from the positions of a result to those of an operand that lacks some of its axes or orders them otherwise.
struct Broadcast {
  private let shape: [Int]
  private let strides: [Int]
  private let count: Int

  /// - Precondition: every axis of `own` is among those of `target`, with the same extent.
  init(_ own: Layout, to target: Layout) {
    var known: [Axis: Int] = [:]
    var stride = 1
    for (axis, extent) in zip(own.axes, own.shape).reversed() {
      // This is checked in every build: the code below reads memory by these extents.
      precondition(target.extent(axis) == extent, "\(axis) with \(extent) has no place in \(target)")
      known[axis] = stride
      stride *= extent
    }
    shape = target.shape
    strides = target.axes.map { known[$0] ?? 0 }
    count = target.count
  }

  func callAsFunction(_ numbers: [Double]) -> [Double] {
    guard count > 0 else { return [] }
    guard let inner = shape.last, let innerStride = strides.last else { return numbers }
    var result = [Double](repeating: 0, count: count)
    var index = [Int](repeating: 0, count: shape.count)
    var start = 0
    result.withUnsafeMutableBufferPointer { result in
      numbers.withUnsafeBufferPointer { numbers in
        var position = 0
        while position < count {
          for offset in 0..<inner { result[position + offset] = numbers[start + offset * innerStride] }
          position += inner
          var axis = shape.count - 2
          while axis >= 0 {
            index[axis] += 1
            start += strides[axis]
            if index[axis] < shape[axis] { break }
            start -= index[axis] * strides[axis]
            index[axis] = 0
            axis -= 1
          }
        }
      }
    }
    return result
  }
}
