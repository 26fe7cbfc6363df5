/// A number that a grader, or a user, may set before your code runs; the number after `=` is its default.
///
///     @Setting var learningRate = 0.001
///     @Setting var period = 10
///
/// Read it like any other property. Each copy of your type has settings of its own.
@propertyWrapper
public struct Setting<Value: SettingValue> {
  /// The setting's present value.
  public var wrappedValue: Value

  /// Declares a setting by its default.
  public init(wrappedValue: Value) {
    self.wrappedValue = wrappedValue
  }
}

extension Setting: Sendable where Value: Sendable {}

/// A type that a ``Setting`` can have: `Double` or `Int`.
public protocol SettingValue {
  /// The value as it travels between Gradus and your program.
  var _number: Double { get }

  /// The value that a number stands for; nil if there is none, as for 0.5 and `Int`.
  init?(_number: Double)
}

extension Double: SettingValue {
  /// The number itself.
  public var _number: Double { self }

  /// The number itself.
  public init?(_number: Double) { self = _number }
}

extension Int: SettingValue {
  /// The nearest double-precision number.
  public var _number: Double { Double(self) }

  /// The integer that a number equals, or nil.
  public init?(_number: Double) { self.init(exactly: _number) }
}
