// Functions of numbers that the C library does not have.

/// 1 / (1 + e⁻ˣ), without overflow on the way.
public func sigmoid(_ x: Double) -> Double {
  let power = exp(-abs(x))
  return (x < 0 ? power : 1) / (1 + power)
}

/// -1, 0 or 1: the sign of a number; 0 and NaN stay what they are.
public func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }

/// `base` raised to a whole power, by repeated squaring: the same number on every machine.
public func pow(_ base: Double, _ exponent: Int) -> Double {
  var result = 1.0
  var square = base
  var remaining = exponent.magnitude
  while remaining > 0 {
    if remaining & 1 == 1 { result *= square }
    square *= square
    remaining >>= 1
  }
  return exponent < 0 ? 1 / result : result
}

/// 1 / (1 + e⁻ˣ), without overflow on the way.
@_disfavoredOverload
public func sigmoid(_ x: Float) -> Float { Float(sigmoid(Double(x))) }

/// -1, 0 or 1: the sign of a number; 0 and NaN stay what they are.
@_disfavoredOverload
public func sign(_ x: Float) -> Float { Float(sign(Double(x))) }

/// `base` raised to a whole power.
@_disfavoredOverload
public func pow(_ base: Float, _ exponent: Int) -> Float { Float(pow(Double(base), exponent)) }
