

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// eˣ of a number, where `exp` would mean a formula's.
func exponential(_ x: Double) -> Double { exp(x) }
