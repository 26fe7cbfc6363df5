// Operators that take a number are disfavoured: in `(1 - beta1) * g` the 1 is a number, not parameters. In place it is the other
// way round: the right side of `m /= 1 - pow(beta1, t)` is a number wherever it can be one.

extension Parameters {
  /// The sum, element by element.
  public static func + (left: Parameters, right: Parameters) -> Parameters {
    combine(left, right) { $0 + $1 }
  }

  /// The sum of each element and a number.
  @_disfavoredOverload
  public static func + (left: Parameters, right: Double) -> Parameters {
    left.map { $0 + right }
  }

  /// The sum of a number and each element.
  @_disfavoredOverload
  public static func + (left: Double, right: Parameters) -> Parameters {
    right.map { left + $0 }
  }

  /// The difference, element by element.
  public static func - (left: Parameters, right: Parameters) -> Parameters {
    combine(left, right) { $0 - $1 }
  }

  /// The difference of each element and a number.
  @_disfavoredOverload
  public static func - (left: Parameters, right: Double) -> Parameters {
    left.map { $0 - right }
  }

  /// The difference of a number and each element.
  @_disfavoredOverload
  public static func - (left: Double, right: Parameters) -> Parameters {
    right.map { left - $0 }
  }

  /// The product, element by element.
  public static func * (left: Parameters, right: Parameters) -> Parameters {
    combine(left, right) { $0 * $1 }
  }

  /// The product of each element and a number.
  @_disfavoredOverload
  public static func * (left: Parameters, right: Double) -> Parameters {
    left.map { $0 * right }
  }

  /// The product of a number and each element.
  @_disfavoredOverload
  public static func * (left: Double, right: Parameters) -> Parameters {
    right.map { left * $0 }
  }

  /// The quotient, element by element.
  public static func / (left: Parameters, right: Parameters) -> Parameters {
    combine(left, right) { $0 / $1 }
  }

  /// The quotient of each element and a number.
  @_disfavoredOverload
  public static func / (left: Parameters, right: Double) -> Parameters {
    left.map { $0 / right }
  }

  /// The quotient of a number and each element.
  @_disfavoredOverload
  public static func / (left: Double, right: Parameters) -> Parameters {
    right.map { left / $0 }
  }

  /// Adds element by element, in place.
  @_disfavoredOverload
  public static func += (left: inout Parameters, right: Parameters) {
    left = left + right
  }

  /// Adds a number to each element, in place.
  public static func += (left: inout Parameters, right: Double) {
    left = left + right
  }

  /// Subtracts element by element, in place.
  @_disfavoredOverload
  public static func -= (left: inout Parameters, right: Parameters) {
    left = left - right
  }

  /// Subtracts a number from each element, in place.
  public static func -= (left: inout Parameters, right: Double) {
    left = left - right
  }

  /// Multiplies element by element, in place.
  @_disfavoredOverload
  public static func *= (left: inout Parameters, right: Parameters) {
    left = left * right
  }

  /// Multiplies each element by a number, in place.
  public static func *= (left: inout Parameters, right: Double) {
    left = left * right
  }

  /// Divides element by element, in place.
  @_disfavoredOverload
  public static func /= (left: inout Parameters, right: Parameters) {
    left = left / right
  }

  /// Divides each element by a number, in place.
  public static func /= (left: inout Parameters, right: Double) {
    left = left / right
  }

  /// Each element with the other sign.
  public static prefix func - (operand: Parameters) -> Parameters {
    operand.map { -$0 }
  }
}
