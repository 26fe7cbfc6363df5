// Int beside Double does not compile in Swift, and the compiler seldom says so in a long line. With these it names the place and
// what to write. It passes them over as long as a program is right, so they cost that nothing.

/// A type whose values are not combined with an `Int`: write `Double(…)` around it.
///
/// Tensors and parameters can be divided by an `Int`, so the words on that speak of `Double` alone.
public protocol NotCombinedWithInt {}

extension Double: NotCombinedWithInt {}
extension Tensor: NotCombinedWithInt {}
extension Parameters: NotCombinedWithInt {}

extension NotCombinedWithInt {
  /// Not available: write `Double(…)` around the `Int`.
  @available(
    *, unavailable, message: "an Int stands beside a Double, a Tensor or Parameters: write Double(…) around the Int"
  )
  public static func + (left: Self, right: Int) -> Self { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(
    *, unavailable, message: "an Int stands beside a Double, a Tensor or Parameters: write Double(…) around the Int"
  )
  public static func + (left: Int, right: Self) -> Self { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(
    *, unavailable, message: "an Int stands beside a Double, a Tensor or Parameters: write Double(…) around the Int"
  )
  public static func += (left: inout Self, right: Int) { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(
    *, unavailable, message: "an Int stands beside a Double, a Tensor or Parameters: write Double(…) around the Int"
  )
  public static func - (left: Self, right: Int) -> Self { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(
    *, unavailable, message: "an Int stands beside a Double, a Tensor or Parameters: write Double(…) around the Int"
  )
  public static func - (left: Int, right: Self) -> Self { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(
    *, unavailable, message: "an Int stands beside a Double, a Tensor or Parameters: write Double(…) around the Int"
  )
  public static func -= (left: inout Self, right: Int) { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(
    *, unavailable, message: "an Int stands beside a Double, a Tensor or Parameters: write Double(…) around the Int"
  )
  public static func * (left: Self, right: Int) -> Self { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(
    *, unavailable, message: "an Int stands beside a Double, a Tensor or Parameters: write Double(…) around the Int"
  )
  public static func * (left: Int, right: Self) -> Self { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(
    *, unavailable, message: "an Int stands beside a Double, a Tensor or Parameters: write Double(…) around the Int"
  )
  public static func *= (left: inout Self, right: Int) { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(*, unavailable, message: "an Int stands beside a Double: write Double(…) around the Int")
  public static func / (left: Self, right: Int) -> Self { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(
    *, unavailable, message: "an Int stands beside a Double, a Tensor or Parameters: write Double(…) around the Int"
  )
  public static func / (left: Int, right: Self) -> Self { fatalError() }

  /// Not available: write `Double(…)` around the `Int`.
  @available(*, unavailable, message: "an Int stands beside a Double: write Double(…) around the Int")
  public static func /= (left: inout Self, right: Int) { fatalError() }

  /// Not available: a power is `pow(x, n)`.
  @available(*, unavailable, message: "in Swift, ^ is for bits: write pow(x, n)")
  public static func ^ (left: Self, right: Int) -> Self { fatalError() }
}
