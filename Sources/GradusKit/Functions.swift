internal import PluginABI

// Elementary functions of numbers. They come from here, not from Foundation, so that a submission needs one import only.

/// The square root, correctly rounded.
public func sqrt(_ x: Double) -> Double { x.squareRoot() }

/// e raised to `x`.
public func exp(_ x: Double) -> Double { gradus_exp(x) }

/// e raised to `x`, less 1, accurate near zero.
public func expm1(_ x: Double) -> Double { gradus_expm1(x) }

/// The natural logarithm.
public func log(_ x: Double) -> Double { gradus_log(x) }

/// The natural logarithm of 1 + `x`, accurate near zero.
public func log1p(_ x: Double) -> Double { gradus_log1p(x) }

/// The hyperbolic tangent.
public func tanh(_ x: Double) -> Double { gradus_tanh(x) }

/// The sine, in radians.
public func sin(_ x: Double) -> Double { gradus_sin(x) }

/// The cosine, in radians.
public func cos(_ x: Double) -> Double { gradus_cos(x) }

/// The error function.
public func erf(_ x: Double) -> Double { gradus_erf(x) }

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

/// `base` raised to any power.
public func pow(_ base: Double, _ exponent: Double) -> Double { gradus_pow(base, exponent) }
