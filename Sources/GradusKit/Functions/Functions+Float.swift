// The functions of single-precision numbers: worked out in double precision and rounded once.
// Disfavoured so that in `sqrt(2)` the 2 is a `Double`.

#if !GRADUS_FOUNDATION
  /// The square root, correctly rounded.
  @_disfavoredOverload
  public func sqrt(_ x: Float) -> Float { Float(sqrt(Double(x))) }

  /// The cube root.
  @_disfavoredOverload
  public func cbrt(_ x: Float) -> Float { Float(cbrt(Double(x))) }

  /// e raised to `x`.
  @_disfavoredOverload
  public func exp(_ x: Float) -> Float { Float(exp(Double(x))) }

  /// 2 raised to `x`.
  @_disfavoredOverload
  public func exp2(_ x: Float) -> Float { Float(exp2(Double(x))) }

  /// e raised to `x`, less 1, accurate near zero.
  @_disfavoredOverload
  public func expm1(_ x: Float) -> Float { Float(expm1(Double(x))) }

  /// The natural logarithm.
  @_disfavoredOverload
  public func log(_ x: Float) -> Float { Float(log(Double(x))) }

  /// The logarithm to the base 2.
  @_disfavoredOverload
  public func log2(_ x: Float) -> Float { Float(log2(Double(x))) }

  /// The logarithm to the base 10.
  @_disfavoredOverload
  public func log10(_ x: Float) -> Float { Float(log10(Double(x))) }

  /// The natural logarithm of 1 + `x`, accurate near zero.
  @_disfavoredOverload
  public func log1p(_ x: Float) -> Float { Float(log1p(Double(x))) }

  /// The sine, in radians.
  @_disfavoredOverload
  public func sin(_ x: Float) -> Float { Float(sin(Double(x))) }

  /// The cosine, in radians.
  @_disfavoredOverload
  public func cos(_ x: Float) -> Float { Float(cos(Double(x))) }

  /// The tangent, in radians.
  @_disfavoredOverload
  public func tan(_ x: Float) -> Float { Float(tan(Double(x))) }

  /// The hyperbolic sine.
  @_disfavoredOverload
  public func sinh(_ x: Float) -> Float { Float(sinh(Double(x))) }

  /// The hyperbolic cosine.
  @_disfavoredOverload
  public func cosh(_ x: Float) -> Float { Float(cosh(Double(x))) }

  /// The hyperbolic tangent.
  @_disfavoredOverload
  public func tanh(_ x: Float) -> Float { Float(tanh(Double(x))) }

  /// The error function.
  @_disfavoredOverload
  public func erf(_ x: Float) -> Float { Float(erf(Double(x))) }

  /// The largest whole number that is not larger.
  @_disfavoredOverload
  public func floor(_ x: Float) -> Float { Float(floor(Double(x))) }

  /// The smallest whole number that is not smaller.
  @_disfavoredOverload
  public func ceil(_ x: Float) -> Float { Float(ceil(Double(x))) }

  /// The nearest whole number; halves go away from zero.
  @_disfavoredOverload
  public func round(_ x: Float) -> Float { Float(round(Double(x))) }

  /// The root of x² + y².
  @_disfavoredOverload
  public func hypot(_ x: Float, _ y: Float) -> Float { Float(hypot(Double(x), Double(y))) }

  /// The angle of the point (`x`, `y`), in radians, from -π to π.
  @_disfavoredOverload
  public func atan2(_ y: Float, _ x: Float) -> Float { Float(atan2(Double(y), Double(x))) }

  /// `base` raised to any power.
  @_disfavoredOverload
  public func pow(_ base: Float, _ exponent: Float) -> Float { Float(pow(Double(base), Double(exponent))) }
#endif
