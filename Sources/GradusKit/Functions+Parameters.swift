internal import PluginABI

// The functions of numbers, element by element. Disfavoured so that in `sqrt(2)` the 2 is a number.

/// The square root of each element, correctly rounded.
@_disfavoredOverload
public func sqrt(_ x: Parameters) -> Parameters { x.map { $0.squareRoot() } }

/// The magnitude of each element.
@_disfavoredOverload
public func abs(_ x: Parameters) -> Parameters { x.map { $0.magnitude } }

/// -1, 0 or 1 for each element: its sign.
@_disfavoredOverload
public func sign(_ x: Parameters) -> Parameters { x.map { sign($0) } }

/// e raised to `x`, element by element.
@_disfavoredOverload
public func exp(_ x: Parameters) -> Parameters { x.map { gradus_exp($0) } }

/// e raised to `x`, less 1, accurate near zero, element by element.
@_disfavoredOverload
public func expm1(_ x: Parameters) -> Parameters { x.map { gradus_expm1($0) } }

/// The natural logarithm, element by element.
@_disfavoredOverload
public func log(_ x: Parameters) -> Parameters { x.map { gradus_log($0) } }

/// The natural logarithm of 1 + `x`, accurate near zero, element by element.
@_disfavoredOverload
public func log1p(_ x: Parameters) -> Parameters { x.map { gradus_log1p($0) } }

/// The hyperbolic tangent, element by element.
@_disfavoredOverload
public func tanh(_ x: Parameters) -> Parameters { x.map { gradus_tanh($0) } }

/// The sine, in radians, element by element.
@_disfavoredOverload
public func sin(_ x: Parameters) -> Parameters { x.map { gradus_sin($0) } }

/// The cosine, in radians, element by element.
@_disfavoredOverload
public func cos(_ x: Parameters) -> Parameters { x.map { gradus_cos($0) } }

/// The error function, element by element.
@_disfavoredOverload
public func erf(_ x: Parameters) -> Parameters { x.map { gradus_erf($0) } }

/// Each element raised to a whole power, by repeated squaring.
@_disfavoredOverload
public func pow(_ base: Parameters, _ exponent: Int) -> Parameters { base.map { pow($0, exponent) } }

/// Each element raised to a power.
@_disfavoredOverload
public func pow(_ base: Parameters, _ exponent: Double) -> Parameters { base.map { gradus_pow($0, exponent) } }

/// The larger of two, element by element; NaN where either is NaN.
public func max(_ left: Parameters, _ right: Parameters) -> Parameters {
  Parameters.combine(left, right) { $0.isNaN || $1.isNaN ? .nan : Swift.max($0, $1) }
}

/// The larger of each element and a number; NaN where either is NaN.
@_disfavoredOverload
public func max(_ left: Parameters, _ right: Double) -> Parameters { max(left, Parameters(right)) }

/// The larger of a number and each element; NaN where either is NaN.
@_disfavoredOverload
public func max(_ left: Double, _ right: Parameters) -> Parameters { max(Parameters(left), right) }

/// The smaller of two, element by element; NaN where either is NaN.
public func min(_ left: Parameters, _ right: Parameters) -> Parameters {
  Parameters.combine(left, right) { $0.isNaN || $1.isNaN ? .nan : Swift.min($0, $1) }
}

/// The smaller of each element and a number; NaN where either is NaN.
@_disfavoredOverload
public func min(_ left: Parameters, _ right: Double) -> Parameters { min(left, Parameters(right)) }

/// The smaller of a number and each element; NaN where either is NaN.
@_disfavoredOverload
public func min(_ left: Double, _ right: Parameters) -> Parameters { min(Parameters(left), right) }
