package import Equations
internal import Tensors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The roundings of an honest program: an order of summation, a way to multiply matrices, and an identity for each
/// function.
package struct HonestArrangement: Arrangement {
  package let fuses: Bool
  private let order: Order
  private let product: MatrixMethod
  /// A number for each function, which picks its form.
  private let forms: [Unary: Int]
  private let powers: Int

  private enum Order: CaseIterable { case forwards, backwards, pairwise, interleaved, fused }
  private enum MatrixMethod: CaseIterable { case sums, outerProducts, strassen }

  package init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    fuses = generator.uniform() < 0.3
    order = Order.allCases.randomElement(using: &generator) ?? .forwards
    product = MatrixMethod.allCases.randomElement(using: &generator) ?? .sums
    forms = Dictionary(uniqueKeysWithValues: Unary.allCases.map { ($0, Int(generator.uniform() * 4)) })
    powers = Int(generator.uniform() * 3)
  }

  // MARK: Functions

  package func value(_ operation: Unary, _ a: Double) -> Double {
    switch (operation, forms[operation] ?? 0) {
    case (.negate, _): -a
    case (.square, 1): pow(a, 2)
    case (.square, _): a * a
    case (.squareRoot, 1): pow(a, 0.5)
    case (.squareRoot, 2) where a > 0: exp(0.5 * log(a))
    case (.squareRoot, _): a.squareRoot()
    case (.absolute, 1): max(a, -a)
    case (.absolute, _): abs(a)
    case (.sign, _): a > 0 ? 1 : a < 0 ? -1 : a
    case (.exponential, 1): 1 / exp(-a)
    case (.exponential, 2): exp(a / 2) * exp(a / 2)
    case (.exponential, _): exp(a)
    case (.logarithm, 1): log2(a) * log(2)
    case (.logarithm, 2): log10(a) * log(10)
    case (.logarithm, _): log(a)
    case (.binaryLogarithm, 1): log(a) / log(2)
    case (.binaryLogarithm, _): log2(a)
    case (.hyperbolicTangent, 1): 2 / (1 + exp(-2 * a)) - 1
    case (.hyperbolicTangent, 2): 1 - 2 / (exp(2 * a) + 1)
    case (.hyperbolicTangent, 3) where abs(a) < 300: (exp(a) - exp(-a)) / (exp(a) + exp(-a))
    case (.hyperbolicTangent, _): tanh(a)
    case (.sigmoid, 1): 0.5 * (1 + tanh(a / 2))
    case (.sigmoid, 2) where a < 300: exp(a) / (1 + exp(a))
    case (.sigmoid, 3): 1 - 1 / (1 + exp(a))
    case (.sigmoid, _): 1 / (1 + exp(-a))
    case (.exponentialMinusOne, 1): exp(a) - 1
    case (.exponentialMinusOne, _): expm1(a)
    case (.softplus, 1) where a < 300: log(1 + exp(a))
    case (.softplus, 2) where a < 300: log1p(exp(a))
    case (.softplus, 3): max(a, 0) + log(1 + exp(-abs(a)))
    case (.softplus, _): max(a, 0) + log1p(exp(-abs(a)))
    case (.sine, 1): 2 * sin(a / 2) * cos(a / 2)
    case (.sine, _): sin(a)
    case (.cosine, 1): 1 - 2 * pow(sin(a / 2), 2)
    case (.cosine, 2): 2 * pow(cos(a / 2), 2) - 1
    case (.cosine, _): cos(a)
    case (.errorFunction, 1): 1 - erfc(a)
    case (.errorFunction, _): erf(a)
    case (.floor, _): a.rounded(.down)
    }
  }

  package func power(_ base: Double, _ exponent: Double) -> Double {
    switch powers {
    case 1 where exponent == exponent.rounded() && (0...5_000).contains(exponent):
      (0..<Int(exponent)).reduce(1) { result, _ in result * base }
    case 2 where base > 0: exp(exponent * log(base))
    default: pow(base, exponent)
    }
  }

  // MARK: Sums

  package func sum(_ terms: ArraySlice<Double>) -> Double {
    switch order {
    case .forwards, .fused: return terms.reduce(0, +)
    case .backwards: return terms.reversed().reduce(0, +)
    case .pairwise:
      if terms.count < 3 { return terms.reduce(0, +) }
      let middle = terms.startIndex + terms.count / 2
      return sum(terms[..<middle]) + sum(terms[middle...])
    case .interleaved:
      var lanes = [0.0, 0, 0, 0]
      for (place, term) in terms.enumerated() { lanes[place % 4] += term }
      return lanes[0] + lanes[1] + (lanes[2] + lanes[3])
    }
  }

  package func product(_ a: [Double], _ b: [Double], rows: Int, inner: Int, columns: Int) -> [Double] {
    if product == .strassen && min(rows, columns) > 1 && max(rows, inner, columns) <= 16 {
      return Strassen.product(a, b, rows: rows, inner: inner, columns: columns)
    }
    var result = [Double](repeating: 0, count: rows * columns)
    if product == .outerProducts {
      for k in 0..<inner {
        for i in 0..<rows { for j in 0..<columns { result[i * columns + j] += a[i * inner + k] * b[k * columns + j] } }
      }
      return result
    }
    for i in 0..<rows {
      for j in 0..<columns {
        if order == .fused {
          result[i * columns + j] = (0..<inner).reduce(0) { sum, k in
            sum.addingProduct(a[i * inner + k], b[k * columns + j])
          }
        } else {
          result[i * columns + j] = sum((0..<inner).map { a[i * inner + $0] * b[$0 * columns + j] }[...])
        }
      }
    }
    return result
  }
}
