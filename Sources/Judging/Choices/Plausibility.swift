internal import GradeModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A test whether numbers may have been drawn as they should have been.
///
/// Every test holds for samples of any size: its bound on the probability of an honest sample is proved, not
/// asymptotic. An honest program's sample is rejected with a probability below 10⁻⁹.
enum Plausibility: Equatable {
  case plausible
  case implausible(Flaw)
  /// Too few numbers for any sample to be rejected.
  case untestable

  typealias Flaw = Finding.Flaw

  static let significance = 1e-9

  // MARK: Continuous draws

  /// Draws from N(0, 1): `stride` of them a step.
  static func normal(_ values: [Double], stride: Int) -> Plausibility {
    if let found = values.first(where: { !$0.isFinite }) { return .implausible(.support(found)) }
    guard isTestable(values.count) else { return .untestable }
    if let flaw = repetition(values, stride: stride) { return .implausible(flaw) }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    // The mean of n draws is N(0, 1/n).
    if erfc(abs(mean) * (n / 2).squareRoot()) < significance { return .implausible(.mean(mean, expected: 0)) }
    // Σx² has a χ² distribution; Laurent and Massart, Adaptive estimation of a quadratic functional, 2000, lemma 1.
    let squares = values.reduce(0) { $0 + $1 * $1 }
    let x = log(2 / significance)
    if squares - n > 2 * (n * x).squareRoot() + 2 * x || n - squares > 2 * (n * x).squareRoot() {
      return .implausible(.spread((squares / n).squareRoot(), expected: 1))
    }
    return shape(values) { erfc(-$0 / 2.0.squareRoot()) / 2 }
  }

  /// Draws from [0, 1): `stride` of them a step.
  static func uniform(_ values: [Double], stride: Int) -> Plausibility {
    if let found = values.first(where: { !(0..<1).contains($0) }) { return .implausible(.support(found)) }
    guard isTestable(values.count) else { return .untestable }
    if let flaw = repetition(values, stride: stride) { return .implausible(flaw) }
    let n = Double(values.count)
    // Means of bounded numbers: Hoeffding,
    // Probability inequalities for sums of bounded random variables, 1963, theorem 2.
    func isFar(_ mean: Double, from expected: Double, range: Double) -> Bool {
      let distance = (mean - expected) / range
      return 2 * exp(-2 * n * distance * distance) < significance
    }
    let mean = values.reduce(0, +) / n
    if isFar(mean, from: 0.5, range: 1) { return .implausible(.mean(mean, expected: 0.5)) }
    let spread = values.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / n
    if isFar(spread, from: 1.0 / 12, range: 0.25) {
      return .implausible(.spread(spread.squareRoot(), expected: (1.0 / 12).squareRoot()))
    }
    return shape(values) { $0 }
  }

  /// Kolmogorov and Smirnov's largest distance between a sample and its distribution, with the constant of Massart, The
  /// tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality, 1990.
  private static func shape(_ values: [Double], _ distribution: (Double) -> Double) -> Plausibility {
    let n = Double(values.count)
    var distance = 0.0
    for (index, value) in values.sorted().enumerated() {
      let expected = distribution(value)
      distance = max(distance, abs(expected - Double(index) / n), abs(Double(index + 1) / n - expected))
    }
    return massart(distance, n) < significance ? .implausible(.distribution(distance: distance)) : .plausible
  }

  private static func massart(_ distance: Double, _ n: Double) -> Double { 2 * exp(-2 * n * distance * distance) }

  /// True if a sample of one number throughout, which is at least ½ away from any continuous distribution, is rejected.
  private static func isTestable(_ count: Int) -> Bool { massart(0.5, Double(count)) < significance }

  /// Two rows of a matrix, or two columns, that are exactly the same although not all of its numbers are.
  static func likeness(in values: [Double], rows: Int) -> Flaw? {
    guard rows > 0, values.count > rows, Set(values).count > 1 else { return nil }
    let width = values.count / rows
    if case .repeated(let row, let before) = width > 1 ? repetition(values, stride: width) : nil {
      return .repeatedRow(row, of: before)
    }
    let columns = (0..<width).flatMap { column in (0..<rows).map { values[$0 * width + column] } }
    if case .repeated(let column, let before) = rows > 1 ? repetition(columns, stride: rows) : nil {
      return .repeatedColumn(column, of: before)
    }
    return nil
  }

  /// Finds two steps with exactly the same draws.
  private static func repetition(_ values: [Double], stride: Int) -> Flaw? {
    guard stride > 0, values.count > stride else { return nil }
    var seen: [[UInt64]: Int] = [:]
    for step in 0..<values.count / stride {
      let own = values[step * stride..<(step + 1) * stride].map(\.bitPattern)
      if let before = seen[own] { return .repeated(step: step + 1, of: before) }
      seen[own] = step + 1
    }
    return nil
  }

  // MARK: Masks

  /// Masks of 0 and 1, with a given probability of 0: `stride` numbers a step.
  static func mask(_ values: [Double], rate: Double, stride: Int) -> Plausibility {
    if let found = values.first(where: { $0 != 0 && $0 != 1 }) { return .implausible(.support(found)) }
    let n = Double(values.count)
    let share = Double(values.count { $0 == 0 }) / max(n, 1)
    if rate == 0 { return share == 0 ? .plausible : .implausible(.rate(share, expected: 0)) }
    // Chernoff, A measure of asymptotic efficiency, 1952: a share of n draws is so far off with at most exp(−n·KL).
    if 2 * exp(-n * divergence(share, rate)) < significance { return .implausible(.rate(share, expected: rate)) }
    let steps = stride > 0 ? values.count / stride : 0
    let same = (rate * rate + (1 - rate) * (1 - rate))
    if steps > 1, log(same) * Double((steps - 1) * stride) < log(significance) {
      let first = Array(values[0..<stride])
      if (1..<steps).allSatisfy({ Array(values[$0 * stride..<($0 + 1) * stride]) == first }) {
        return .implausible(.repeated(step: 2, of: 1))
      }
    }
    return 2 * exp(-n * divergence(0, rate)) < significance ? .plausible : .untestable
  }

  /// The Kullback–Leibler divergence between two coins.
  private static func divergence(_ share: Double, _ rate: Double) -> Double {
    func term(_ a: Double, _ b: Double) -> Double { a == 0 ? 0 : a * log(a / b) }
    return term(share, rate) + term(1 - share, 1 - rate)
  }
}

extension Finding.Flaw {
  /// The same flaw of numbers that are a linear function of the draws.
  func moved(to origin: Double, scale: Double) -> Self {
    switch self {
    case .support(let value): .support(origin + scale * value)
    case .mean(let mean, let expected): .mean(origin + scale * mean, expected: origin + scale * expected)
    case .spread(let spread, let expected): .spread(abs(scale) * spread, expected: abs(scale) * expected)
    default: self
    }
  }
}
