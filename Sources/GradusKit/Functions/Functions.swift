internal import PluginABI

// Elementary functions of numbers. They come from here, not from Foundation, so that a submission needs one import only.

#if !GRADUS_FOUNDATION
  /// The square root, correctly rounded.
  public func sqrt(_ x: Double) -> Double { x.squareRoot() }

  /// The cube root.
  public func cbrt(_ x: Double) -> Double { gradus_cbrt(x) }

  /// e raised to `x`.
  public func exp(_ x: Double) -> Double { gradus_exp(x) }

  /// 2 raised to `x`.
  public func exp2(_ x: Double) -> Double { gradus_exp2(x) }

  /// e raised to `x`, less 1, accurate near zero.
  public func expm1(_ x: Double) -> Double { gradus_expm1(x) }

  /// The natural logarithm.
  public func log(_ x: Double) -> Double { gradus_log(x) }

  /// The logarithm to the base 2.
  public func log2(_ x: Double) -> Double { gradus_log2(x) }

  /// The logarithm to the base 10.
  public func log10(_ x: Double) -> Double { gradus_log10(x) }

  /// The natural logarithm of 1 + `x`, accurate near zero.
  public func log1p(_ x: Double) -> Double { gradus_log1p(x) }

  /// The sine, in radians.
  public func sin(_ x: Double) -> Double { gradus_sin(x) }

  /// The cosine, in radians.
  public func cos(_ x: Double) -> Double { gradus_cos(x) }

  /// The tangent, in radians.
  public func tan(_ x: Double) -> Double { gradus_tan(x) }

  /// The hyperbolic sine.
  public func sinh(_ x: Double) -> Double { gradus_sinh(x) }

  /// The hyperbolic cosine.
  public func cosh(_ x: Double) -> Double { gradus_cosh(x) }

  /// The hyperbolic tangent.
  public func tanh(_ x: Double) -> Double { gradus_tanh(x) }

  /// The error function.
  public func erf(_ x: Double) -> Double { gradus_erf(x) }

  /// The largest whole number that is not larger.
  public func floor(_ x: Double) -> Double { x.rounded(.down) }

  /// The smallest whole number that is not smaller.
  public func ceil(_ x: Double) -> Double { x.rounded(.up) }

  /// The nearest whole number; halves go away from zero.
  public func round(_ x: Double) -> Double { x.rounded() }

  /// The root of x² + y².
  public func hypot(_ x: Double, _ y: Double) -> Double { gradus_hypot(x, y) }

  /// The angle of the point (`x`, `y`), in radians, from -π to π.
  public func atan2(_ y: Double, _ x: Double) -> Double { gradus_atan2(y, x) }

  /// `base` raised to any power.
  public func pow(_ base: Double, _ exponent: Double) -> Double { gradus_pow(base, exponent) }
#endif
