#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// bᵖ, by repeated squaring if p is a whole number of moderate size, so that goldens do not depend on a C library.
func raise(_ base: Double, to exponent: Double) -> Double {
  guard exponent == exponent.rounded(.towardZero), abs(exponent) <= 1_073_741_824 else { return pow(base, exponent) }
  var result = 1.0
  var factor = base
  var remaining = Int(abs(exponent))
  while remaining > 0 {
    if remaining & 1 == 1 { result *= factor }
    remaining >>= 1
    if remaining > 0 { factor *= factor }
  }
  return exponent < 0 ? 1 / result : result
}

/// 1/(1 + e⁻ˣ), without overflow on either side.
func logistic(_ x: Double) -> Double {
  if x >= 0 { return 1 / (1 + exp(-x)) }
  let e = exp(x)
  return e / (1 + e)
}

/// ln(1 + eˣ), without overflow on either side.
func logarithmOfOnePlusExponential(_ x: Double) -> Double {
  let rest = log1p(exp(-abs(x)))
  return x > 0 ? x + rest : rest
}
