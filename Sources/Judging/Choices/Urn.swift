#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Examples of several classes, from which some are drawn without being put back.
struct Urn {
  private let drawn: Int
  /// The number of ways to draw n of a class, for each class and n, as a share of the largest.
  private let ways: [[Double]]
  /// The logarithm of the share that all draws are of the product of the largest.
  private let logAll: Double

  /// - Parameter counts: the number of examples in each class.
  init(counts: [Int], drawn: Int, _ factorials: LogFactorials) {
    self.drawn = drawn
    var all = factorials.choose(counts.reduce(0, +), drawn)
    ways = counts.map { count in
      let logs = (0...min(count, drawn)).map { factorials.choose(count, $0) }
      let top = logs.max() ?? 0
      all -= top
      return logs.map { exp($0 - top) }
    }
    logAll = all
  }

  /// The exact logarithm of the mean of exp(Σ gain(class, n)), where n is the number drawn from a class.
  ///
  /// The number of draws with n₁, n₂, … is Π C(countᵢ, nᵢ): the coefficients of a product of polynomials. Each partial
  /// product is scaled to 1, so that none overflows.
  func logMean(_ gain: (_ kind: Int, _ count: Int) -> Double) -> Double {
    var product = [1.0]
    var scale = 0.0
    for (kind, ways) in ways.enumerated() where ways.count > 1 {
      let gains = ways.indices.map { gain(kind, $0) }
      let top = gains.max() ?? 0
      var next = [Double](repeating: 0, count: min(product.count + ways.count - 1, drawn + 1))
      for (n, way) in ways.enumerated() {
        let factor = way * exp(gains[n] - top)
        for m in 0..<min(product.count, drawn + 1 - n) { next[m + n] += product[m] * factor }
      }
      let largest = next.max() ?? 1
      product = next.map { $0 / largest }
      scale += top + log(largest)
    }
    return product.count > drawn ? scale + log(product[drawn]) - logAll : 0
  }
}

/// The logarithms of 0!, 1!, 2!, …
struct LogFactorials {
  private let logs: [Double]

  init(upTo most: Int) { logs = (0...max(most, 1)).map { lgamma(Double($0) + 1) } }

  /// The logarithm of the number of ways to choose some out of all.
  func choose(_ all: Int, _ some: Int) -> Double {
    some >= 0 && some <= all ? logs[all] - logs[some] - logs[all - some] : -.infinity
  }
}
