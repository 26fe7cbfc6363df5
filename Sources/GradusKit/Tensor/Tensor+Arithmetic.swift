// A design for the type checker, measured in docs/kit.md. Between two operands each combination is an operator of its
// own: the compiler compares such types fast. In place there is one operator for every right side. With several, the
// compiler would try the whole of that side once for each.

/// A number or a tensor: the right side of `x += …`.
public protocol TensorOperand {
  /// The operand as a tensor.
  var _tensor: Tensor { get }
}

extension Tensor: TensorOperand {
  /// The tensor itself.
  public var _tensor: Tensor { self }
}

extension Double: TensorOperand {
  /// A scalar.
  public var _tensor: Tensor { Tensor(self) }
}

extension Tensor {
  /// The sum, element by element.
  public static func + (left: Tensor, right: Tensor) -> Tensor { combine(left, right) { $0 + $1 } }

  /// The sum of each element and a number.
  public static func + (left: Tensor, right: Double) -> Tensor { left.map { $0 + right } }

  /// The sum of a number and each element.
  public static func + (left: Double, right: Tensor) -> Tensor { right.map { left + $0 } }

  /// The difference, element by element.
  public static func - (left: Tensor, right: Tensor) -> Tensor { combine(left, right) { $0 - $1 } }

  /// The difference of each element and a number.
  public static func - (left: Tensor, right: Double) -> Tensor { left.map { $0 - right } }

  /// The difference of a number and each element.
  public static func - (left: Double, right: Tensor) -> Tensor { right.map { left - $0 } }

  /// The product, element by element. The product of matrices is ``matmul(_:)``.
  public static func * (left: Tensor, right: Tensor) -> Tensor { combine(left, right) { $0 * $1 } }

  /// The product of each element and a number.
  public static func * (left: Tensor, right: Double) -> Tensor { left.map { $0 * right } }

  /// The product of a number and each element.
  public static func * (left: Double, right: Tensor) -> Tensor { right.map { left * $0 } }

  /// The quotient, element by element.
  public static func / (left: Tensor, right: Tensor) -> Tensor { combine(left, right) { $0 / $1 } }

  /// The quotient of each element and a number.
  public static func / (left: Tensor, right: Double) -> Tensor { left.map { $0 / right } }

  /// The quotient of each element and a whole number, such as a count.
  public static func / (left: Tensor, right: Int) -> Tensor { left / Double(right) }

  /// The quotient of a number and each element.
  public static func / (left: Double, right: Tensor) -> Tensor { right.map { left / $0 } }

  /// Each element with the other sign.
  public static prefix func - (operand: Tensor) -> Tensor { operand.map { -$0 } }

  /// The tensor itself.
  public static prefix func + (operand: Tensor) -> Tensor { operand }
}

extension Tensor {
  /// Adds a tensor or a number to each element, in place.
  public static func += (left: inout Tensor, right: some TensorOperand) {
    left.replace(by: left + right._tensor)
  }

  /// Subtracts a tensor or a number from each element, in place.
  public static func -= (left: inout Tensor, right: some TensorOperand) {
    left.replace(by: left - right._tensor)
  }

  /// Multiplies each element by a tensor or a number, in place.
  public static func *= (left: inout Tensor, right: some TensorOperand) {
    left.replace(by: left * right._tensor)
  }

  /// Divides each element by a tensor or a number, in place.
  public static func /= (left: inout Tensor, right: some TensorOperand) {
    left.replace(by: left / right._tensor)
  }

  /// Divides each element by a whole number, such as a count, in place.
  @_disfavoredOverload
  public static func /= (left: inout Tensor, right: Int) { left = left / right }

  private mutating func replace(by result: Tensor) {
    precondition(
      result.shape == shape, "in place, a tensor keeps its shape: this one has \(shape), and the result \(result.shape)"
    )
    self = result
  }
}
