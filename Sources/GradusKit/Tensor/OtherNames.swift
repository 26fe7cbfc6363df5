// Names that other libraries have for operations of the kit. They cannot be used: the compiler answers with the kit's
// own name, at the place where one was written.

/// Not available: write `x.transposed()`.
@available(*, unavailable, message: "write x.transposed()")
public func transpose(_ x: Tensor) -> Tensor { fatalError() }

/// Not available: write `max(0, x)`.
@available(*, unavailable, message: "write max(0, x)")
public func relu(_ x: Tensor) -> Tensor { fatalError() }

/// Not available: write `exp(x) / exp(x).sum(), for a row of x less its largest element`.
@available(*, unavailable, message: "write exp(x) / exp(x).sum(), for a row of x less its largest element")
public func softmax(_ x: Tensor) -> Tensor { fatalError() }

/// Not available: write `x * x`.
@available(*, unavailable, message: "write x * x")
public func square(_ x: Tensor) -> Tensor { fatalError() }

/// Not available: write `x.sum()`.
@available(*, unavailable, message: "write x.sum()")
public func sum(_ x: Tensor) -> Double { fatalError() }

/// Not available: write `x.mean()`.
@available(*, unavailable, message: "write x.mean()")
public func mean(_ x: Tensor) -> Double { fatalError() }

/// Not available: write `x.norm()`.
@available(*, unavailable, message: "write x.norm()")
public func norm(_ x: Tensor) -> Double { fatalError() }

/// Not available: write `x.norm()`.
@available(*, unavailable, message: "write x.norm()")
public func norm(_ x: Parameters) -> Double { fatalError() }

/// Not available: write `max(_:_:)`.
@available(*, unavailable, renamed: "max(_:_:)")
public func maximum(_ left: Tensor, _ right: Tensor) -> Tensor { fatalError() }

/// Not available: write `min(_:_:)`.
@available(*, unavailable, renamed: "min(_:_:)")
public func minimum(_ left: Tensor, _ right: Tensor) -> Tensor { fatalError() }

/// Not available: write `pow(_:_:)`.
@available(*, unavailable, renamed: "pow(_:_:)")
public func power(_ base: Tensor, _ exponent: Double) -> Tensor { fatalError() }

/// Not available: write `log(_:)`.
@available(*, unavailable, renamed: "log(_:)")
public func ln(_ x: Double) -> Double { fatalError() }

/// Not available: write `log(_:)`.
@available(*, unavailable, renamed: "log(_:)")
public func ln(_ x: Tensor) -> Tensor { fatalError() }

// The names are those of numpy and PyTorch.
// swift-format-ignore: AlwaysUseLowerCamelCase
/// Not available: write `Tensor.zeros(like: x)`.
@available(*, unavailable, message: "write Tensor.zeros(like: x)")
public func zeros_like(_ x: Tensor) -> Tensor { fatalError() }

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Not available: write `Tensor(repeating: 1, shape: x.shape)`.
@available(*, unavailable, message: "write Tensor(repeating: 1, shape: x.shape)")
public func ones_like(_ x: Tensor) -> Tensor { fatalError() }

extension Tensor {
  /// Not available: write `transposed()`.
  @available(*, unavailable, renamed: "transposed()")
  public var T: Tensor { fatalError() }

  /// Not available: write `transposed()`.
  @available(*, unavailable, renamed: "transposed()")
  public func transpose() -> Tensor { fatalError() }

  /// Not available: write `matmul(_:)`.
  @available(*, unavailable, renamed: "matmul(_:)")
  public func mm(_ other: Tensor) -> Tensor { fatalError() }

  /// Not available: write `reshaped(_:)`.
  @available(*, unavailable, renamed: "reshaped(_:)")
  public func reshape(_ shape: Int...) -> Tensor { fatalError() }

  /// Not available: write `reshaped(_:)`.
  @available(*, unavailable, renamed: "reshaped(_:)")
  public func reshape(_ shape: [Int]) -> Tensor { fatalError() }

  /// Not available: write `x.reshaped(-1)`.
  @available(*, unavailable, message: "write x.reshaped(-1)")
  public func flatten() -> Tensor { fatalError() }

  /// Not available: write `count`.
  @available(*, unavailable, renamed: "count")
  public var size: Int { fatalError() }

  /// Not available: write `x[0]`.
  @available(*, unavailable, message: "write x[0]")
  public func item() -> Double { fatalError() }

  /// Not available: write `x[row: i]`.
  @available(*, unavailable, message: "write x[row: i]")
  public func row(_ row: Int) -> Tensor { fatalError() }

  /// Not available: write `x[column: j]`.
  @available(*, unavailable, message: "write x[column: j]")
  public func column(_ column: Int) -> Tensor { fatalError() }

  /// Not available: write `x * x`.
  @available(*, unavailable, message: "write x * x")
  public func square() -> Tensor { fatalError() }

  /// Not available: write `sqrt(pow(x - x.mean(), 2).mean())`.
  @available(*, unavailable, message: "write sqrt(pow(x - x.mean(), 2).mean())")
  public func std() -> Double { fatalError() }
}
