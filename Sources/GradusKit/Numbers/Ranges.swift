// Swift's own `..<` serves every type. Beside it, one for `Int` lets the compiler know at once what `j` is in
// `(0..<n).map { j in h[j] * (1 - h[j] * h[j]) }`: 3 ms instead of 450.

extension Int {
  /// The whole numbers from one up to, and without, another.
  @inlinable @inline(__always)
  public static func ..< (minimum: Int, maximum: Int) -> Range<Int> { _range(minimum, maximum) }

  /// The whole numbers from one up to another.
  @inlinable @inline(__always)
  public static func ... (minimum: Int, maximum: Int) -> ClosedRange<Int> { _closedRange(minimum, maximum) }
}

/// Swift's own operator, which is the one that is meant where the type is not known to be `Int`.
@inlinable @inline(__always)
func _range<Bound: Comparable>(_ minimum: Bound, _ maximum: Bound) -> Range<Bound> { minimum..<maximum }

@inlinable @inline(__always)
func _closedRange<Bound: Comparable>(_ minimum: Bound, _ maximum: Bound) -> ClosedRange<Bound> { minimum...maximum }
