// Designed as `Tensor+Arithmetic.swift` is. Operators that take a number are disfavoured: in `(1 - beta1) * g` the 1 is a
// number, not parameters.

/// A number or parameters: what may stand on the right of `m += …`.
public protocol ParametersOperand {
  /// The operand as parameters.
  var _parameters: Parameters { get }
}

extension Parameters: ParametersOperand {
  /// The parameters themselves.
  public var _parameters: Parameters { self }
}

extension Double: ParametersOperand {
  /// The number, everywhere.
  public var _parameters: Parameters { Parameters(self) }
}

extension Parameters {
  /// The sum, element by element.
  public static func + (left: Parameters, right: Parameters) -> Parameters { combine(left, right) { $0 + $1 } }

  /// The sum of each element and a number.
  @_disfavoredOverload
  public static func + (left: Parameters, right: Double) -> Parameters { left.map { $0 + right } }

  /// The sum of a number and each element.
  @_disfavoredOverload
  public static func + (left: Double, right: Parameters) -> Parameters { right.map { left + $0 } }

  /// The difference, element by element.
  public static func - (left: Parameters, right: Parameters) -> Parameters { combine(left, right) { $0 - $1 } }

  /// The difference of each element and a number.
  @_disfavoredOverload
  public static func - (left: Parameters, right: Double) -> Parameters { left.map { $0 - right } }

  /// The difference of a number and each element.
  @_disfavoredOverload
  public static func - (left: Double, right: Parameters) -> Parameters { right.map { left - $0 } }

  /// The product, element by element.
  public static func * (left: Parameters, right: Parameters) -> Parameters { combine(left, right) { $0 * $1 } }

  /// The product of each element and a number.
  @_disfavoredOverload
  public static func * (left: Parameters, right: Double) -> Parameters { left.map { $0 * right } }

  /// The product of a number and each element.
  @_disfavoredOverload
  public static func * (left: Double, right: Parameters) -> Parameters { right.map { left * $0 } }

  /// The quotient, element by element.
  public static func / (left: Parameters, right: Parameters) -> Parameters { combine(left, right) { $0 / $1 } }

  /// The quotient of each element and a number.
  @_disfavoredOverload
  public static func / (left: Parameters, right: Double) -> Parameters { left.map { $0 / right } }

  /// The quotient of each element and a whole number, such as a count.
  @_disfavoredOverload
  public static func / (left: Parameters, right: Int) -> Parameters { left / Double(right) }

  /// The quotient of a number and each element.
  @_disfavoredOverload
  public static func / (left: Double, right: Parameters) -> Parameters { right.map { left / $0 } }

  /// Each element with the other sign.
  public static prefix func - (operand: Parameters) -> Parameters { operand.map { -$0 } }

  /// The parameters themselves.
  public static prefix func + (operand: Parameters) -> Parameters { operand }
}

extension Parameters {
  /// Adds parameters or a number to each element, in place.
  public static func += (left: inout Parameters, right: some ParametersOperand) {
    left = left + right._parameters
  }

  /// Subtracts parameters or a number from each element, in place.
  public static func -= (left: inout Parameters, right: some ParametersOperand) {
    left = left - right._parameters
  }

  /// Multiplies each element by parameters or a number, in place.
  public static func *= (left: inout Parameters, right: some ParametersOperand) {
    left = left * right._parameters
  }

  /// Divides each element by parameters or a number, in place.
  public static func /= (left: inout Parameters, right: some ParametersOperand) {
    left = left / right._parameters
  }

  /// Divides each element by a whole number, such as a count, in place.
  @_disfavoredOverload
  public static func /= (left: inout Parameters, right: Int) { left = left / right }
}
