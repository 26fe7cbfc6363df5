// The functions of numbers, element by element.

/// The square root of each element, correctly rounded.
public func sqrt(_ x: Tensor) -> Tensor { x.map { sqrt($0) } }

/// The cube root of each element.
public func cbrt(_ x: Tensor) -> Tensor { x.map { cbrt($0) } }

/// e raised to each element.
public func exp(_ x: Tensor) -> Tensor { x.map { exp($0) } }

/// 2 raised to each element.
public func exp2(_ x: Tensor) -> Tensor { x.map { exp2($0) } }

/// e raised to each element, less 1, accurate near zero.
public func expm1(_ x: Tensor) -> Tensor { x.map { expm1($0) } }

/// The natural logarithm of each element.
public func log(_ x: Tensor) -> Tensor { x.map { log($0) } }

/// The logarithm of each element to the base 2.
public func log2(_ x: Tensor) -> Tensor { x.map { log2($0) } }

/// The logarithm of each element to the base 10.
public func log10(_ x: Tensor) -> Tensor { x.map { log10($0) } }

/// The natural logarithm of 1 + each element, accurate near zero.
public func log1p(_ x: Tensor) -> Tensor { x.map { log1p($0) } }

/// The sine of each element, in radians.
public func sin(_ x: Tensor) -> Tensor { x.map { sin($0) } }

/// The cosine of each element, in radians.
public func cos(_ x: Tensor) -> Tensor { x.map { cos($0) } }

/// The tangent of each element, in radians.
public func tan(_ x: Tensor) -> Tensor { x.map { tan($0) } }

/// The hyperbolic sine of each element.
public func sinh(_ x: Tensor) -> Tensor { x.map { sinh($0) } }

/// The hyperbolic cosine of each element.
public func cosh(_ x: Tensor) -> Tensor { x.map { cosh($0) } }

/// The hyperbolic tangent of each element.
public func tanh(_ x: Tensor) -> Tensor { x.map { tanh($0) } }

/// The error function of each element.
public func erf(_ x: Tensor) -> Tensor { x.map { erf($0) } }

/// The largest whole number that is not larger than each element.
public func floor(_ x: Tensor) -> Tensor { x.map { floor($0) } }

/// The smallest whole number that is not smaller than each element.
public func ceil(_ x: Tensor) -> Tensor { x.map { ceil($0) } }

/// The whole number nearest to each element; halves go away from zero.
public func round(_ x: Tensor) -> Tensor { x.map { round($0) } }

/// 1 / (1 + e⁻ˣ) for each element x.
public func sigmoid(_ x: Tensor) -> Tensor { x.map { sigmoid($0) } }

/// -1, 0 or 1 for each element: its sign.
public func sign(_ x: Tensor) -> Tensor { x.map { sign($0) } }

/// The magnitude of each element.
public func abs(_ x: Tensor) -> Tensor { x.map { $0.magnitude } }

/// Each element raised to a whole power, by repeated squaring.
public func pow(_ base: Tensor, _ exponent: Int) -> Tensor { base.map { pow($0, exponent) } }

/// Each element raised to a power.
public func pow(_ base: Tensor, _ exponent: Double) -> Tensor { base.map { pow($0, exponent) } }

/// The larger of two, element by element; NaN where either is NaN.
public func max(_ left: Tensor, _ right: Tensor) -> Tensor {
  Tensor.combine(left, right) { $0.isNaN || $1.isNaN ? .nan : Swift.max($0, $1) }
}

/// The larger of each element and a number; NaN where either is NaN.
public func max(_ left: Tensor, _ right: Double) -> Tensor { max(left, Tensor(right)) }

/// The larger of a number and each element; NaN where either is NaN.
public func max(_ left: Double, _ right: Tensor) -> Tensor { max(Tensor(left), right) }

/// The smaller of two, element by element; NaN where either is NaN.
public func min(_ left: Tensor, _ right: Tensor) -> Tensor {
  Tensor.combine(left, right) { $0.isNaN || $1.isNaN ? .nan : Swift.min($0, $1) }
}

/// The smaller of each element and a number; NaN where either is NaN.
public func min(_ left: Tensor, _ right: Double) -> Tensor { min(left, Tensor(right)) }

/// The smaller of a number and each element; NaN where either is NaN.
public func min(_ left: Double, _ right: Tensor) -> Tensor { min(Tensor(left), right) }

/// Two combined element by element, as `zip(left, right) { $0 - learningRate * $1 }`.
public func zip(_ left: Tensor, _ right: Tensor, _ transform: (Double, Double) -> Double) -> Tensor {
  Tensor.combine(left, right, transform)
}
