// The functions of numbers, element by element. Disfavoured so that in `sqrt(2)` the 2 is a number.

/// The square root of each element, correctly rounded.
@_disfavoredOverload
public func sqrt(_ x: Parameters) -> Parameters { x.map { sqrt($0) } }

/// The cube root of each element.
@_disfavoredOverload
public func cbrt(_ x: Parameters) -> Parameters { x.map { cbrt($0) } }

/// e raised to each element.
@_disfavoredOverload
public func exp(_ x: Parameters) -> Parameters { x.map { exp($0) } }

/// 2 raised to each element.
@_disfavoredOverload
public func exp2(_ x: Parameters) -> Parameters { x.map { exp2($0) } }

/// e raised to each element, less 1, accurate near zero.
@_disfavoredOverload
public func expm1(_ x: Parameters) -> Parameters { x.map { expm1($0) } }

/// The natural logarithm of each element.
@_disfavoredOverload
public func log(_ x: Parameters) -> Parameters { x.map { log($0) } }

/// The logarithm of each element to the base 2.
@_disfavoredOverload
public func log2(_ x: Parameters) -> Parameters { x.map { log2($0) } }

/// The logarithm of each element to the base 10.
@_disfavoredOverload
public func log10(_ x: Parameters) -> Parameters { x.map { log10($0) } }

/// The natural logarithm of 1 + each element, accurate near zero.
@_disfavoredOverload
public func log1p(_ x: Parameters) -> Parameters { x.map { log1p($0) } }

/// The sine of each element, in radians.
@_disfavoredOverload
public func sin(_ x: Parameters) -> Parameters { x.map { sin($0) } }

/// The cosine of each element, in radians.
@_disfavoredOverload
public func cos(_ x: Parameters) -> Parameters { x.map { cos($0) } }

/// The tangent of each element, in radians.
@_disfavoredOverload
public func tan(_ x: Parameters) -> Parameters { x.map { tan($0) } }

/// The hyperbolic sine of each element.
@_disfavoredOverload
public func sinh(_ x: Parameters) -> Parameters { x.map { sinh($0) } }

/// The hyperbolic cosine of each element.
@_disfavoredOverload
public func cosh(_ x: Parameters) -> Parameters { x.map { cosh($0) } }

/// The hyperbolic tangent of each element.
@_disfavoredOverload
public func tanh(_ x: Parameters) -> Parameters { x.map { tanh($0) } }

/// The error function of each element.
@_disfavoredOverload
public func erf(_ x: Parameters) -> Parameters { x.map { erf($0) } }

/// The largest whole number that is not larger than each element.
@_disfavoredOverload
public func floor(_ x: Parameters) -> Parameters { x.map { floor($0) } }

/// The smallest whole number that is not smaller than each element.
@_disfavoredOverload
public func ceil(_ x: Parameters) -> Parameters { x.map { ceil($0) } }

/// The whole number nearest to each element; halves go away from zero.
@_disfavoredOverload
public func round(_ x: Parameters) -> Parameters { x.map { round($0) } }

/// 1 / (1 + e⁻ˣ) for each element x.
@_disfavoredOverload
public func sigmoid(_ x: Parameters) -> Parameters { x.map { sigmoid($0) } }

/// -1, 0 or 1 for each element: its sign.
@_disfavoredOverload
public func sign(_ x: Parameters) -> Parameters { x.map { sign($0) } }

/// The magnitude of each element.
@_disfavoredOverload
public func abs(_ x: Parameters) -> Parameters { x.map { $0.magnitude } }

/// Each element raised to a whole power, by repeated squaring.
@_disfavoredOverload
public func pow(_ base: Parameters, _ exponent: Int) -> Parameters { base.map { pow($0, exponent) } }

/// Each element raised to a power.
@_disfavoredOverload
public func pow(_ base: Parameters, _ exponent: Double) -> Parameters { base.map { pow($0, exponent) } }

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

/// Two combined element by element, as `zip(left, right) { $0 - learningRate * $1 }`.
public func zip(_ left: Parameters, _ right: Parameters, _ transform: (Double, Double) -> Double) -> Parameters {
  Parameters.combine(left, right, transform)
}
