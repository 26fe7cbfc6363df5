/// A value that is read as a tensor, and written from one: a number, a list of such values, or an optional one.
protocol TensorConvertible {
  /// The numbers in their shape; `nil` if there are none yet, or if rows differ in length.
  var tensor: Tensor? { get }
  /// True if all its numbers are whole by type.
  static var isWhole: Bool { get }

  /// The value that holds these numbers; `nil` if this type cannot hold them.
  init?(tensor: Tensor)
}

extension TensorConvertible {
  static var isWhole: Bool { false }
}

extension Tensor: TensorConvertible {
  var tensor: Tensor? { self }
  init?(tensor: Tensor) { self = tensor }
}

extension TensorConvertible where Self: BinaryFloatingPoint {
  var tensor: Tensor? { Tensor(Double(self)) }
  init?(tensor: Tensor) {
    guard tensor.shape.isEmpty else { return nil }
    self.init(tensor[0])
  }
}

extension Double: TensorConvertible {}
extension Float: TensorConvertible {}
#if arch(x86_64)
  extension Float80: TensorConvertible {}
#endif

extension TensorConvertible where Self: BinaryInteger {
  var tensor: Tensor? { Tensor(Double(self)) }
  static var isWhole: Bool { true }
  init?(tensor: Tensor) {
    guard tensor.shape.isEmpty else { return nil }
    self.init(exactly: tensor[0])
  }
}

extension Int: TensorConvertible {}
extension Int32: TensorConvertible {}
extension UInt: TensorConvertible {}

extension Optional: TensorConvertible where Wrapped: TensorConvertible {
  var tensor: Tensor? { self?.tensor }
  static var isWhole: Bool { Wrapped.isWhole }
  init?(tensor: Tensor) {
    guard let value = Wrapped(tensor: tensor) else { return nil }
    self = value
  }
}

// MARK: Lists, and lists of lists

extension Array: TensorConvertible where Element: TensorConvertible {
  var tensor: Tensor? { stacked }
  static var isWhole: Bool { Element.isWhole }
  init?(tensor: Tensor) { self.init(rows: tensor) }
}

extension ArraySlice: TensorConvertible where Element: TensorConvertible {
  var tensor: Tensor? { stacked }
  static var isWhole: Bool { Element.isWhole }
  init?(tensor: Tensor) { self.init(rows: tensor) }
}

extension ContiguousArray: TensorConvertible where Element: TensorConvertible {
  var tensor: Tensor? { stacked }
  static var isWhole: Bool { Element.isWhole }
  init?(tensor: Tensor) { self.init(rows: tensor) }
}

/// A set has no order, so its numbers are read from the smallest up.
extension Set: TensorConvertible where Element: TensorConvertible & Comparable {
  var tensor: Tensor? { sorted().stacked }
  static var isWhole: Bool { Element.isWhole }
  init?(tensor: Tensor) {
    guard let elements = [Element](tensor: tensor) else { return nil }
    self.init(elements)
  }
}

extension Collection where Element: TensorConvertible {
  /// All elements as the rows of one tensor; `nil` if they differ in shape.
  fileprivate var stacked: Tensor? {
    if let numbers = self as? [Double] { return Tensor(shape: [numbers.count], values: numbers) }
    var (shape, values) = ([Int]?.none, [Double]())
    for element in self {
      guard let row = element.tensor, row.shape == shape ?? row.shape else { return nil }
      shape = row.shape
      values += row.values
    }
    return Tensor(shape: [count] + (shape ?? []), values: values)
  }
}

extension RangeReplaceableCollection where Element: TensorConvertible {
  /// The rows of a tensor, a scalar being one row; `nil` if a row does not fit.
  fileprivate init?(rows tensor: Tensor) {
    self.init()
    let (count, shape) = (tensor.shape.first ?? 1, Array(tensor.shape.dropFirst()))
    let stride = count == 0 ? 0 : tensor.count / count
    for row in 0..<count {
      let values = Array(tensor.values[row * stride..<(row + 1) * stride])
      guard let element = Element(tensor: Tensor(shape: shape, values: values)) else { return nil }
      append(element)
    }
  }
}
