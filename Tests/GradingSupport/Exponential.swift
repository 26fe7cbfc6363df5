#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// eˣ of a number, where `exp` would mean a formula's.
package func exponential(_ x: Double) -> Double { exp(x) }
