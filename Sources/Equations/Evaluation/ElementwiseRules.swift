#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// The value and the running error bound of each elementwise operation. A bound limits the distance of a correct
// floating-point evaluation from the one made here, if the operands are off by their own bounds. See Higham, Accuracy
// and Stability of Numerical Algorithms (2nd ed.), chapter 3, and docs/residuals.md for each rule.

extension Unary {
  package func value(_ a: Double) -> Double {
    switch self {
    case .negate: -a
    case .square: a * a
    case .squareRoot: a.squareRoot()
    case .absolute: abs(a)
    case .sign: a > 0 ? 1 : (a < 0 ? -1 : a)
    case .exponential: exp(a)
    case .logarithm: log(a)
    case .binaryLogarithm: log2(a)
    case .hyperbolicTangent: tanh(a)
    case .sigmoid: logistic(a)
    case .exponentialMinusOne: expm1(a)
    case .softplus: logarithmOfOnePlusExponential(a)
    case .sine: sin(a)
    case .cosine: cos(a)
    case .errorFunction: erf(a)
    case .floor: a.rounded(.down)
    }
  }

  /// The bound on the result `r` of an operand `a` that is off by at most `e`.
  func bound(_ a: Double, _ e: Double, _ r: Double, _ p: Precision) -> Double {
    inDoubt(distance(a, e, r, p), r)
  }

  private func distance(_ a: Double, _ e: Double, _ r: Double, _ p: Precision) -> Double {
    let u = p.unitRoundoff
    switch self {
    case .negate, .absolute: return e
    case .square: return 2 * abs(a) * e + e * e + u * r + p.smallest
    case .squareRoot:
      let sum = r + max(a - e, 0).squareRoot()
      return (sum > 0 ? e / sum : e.squareRoot()) + u * r
    case .exponential: return r * (expm1(e) + 2 * u) + p.smallest
    case .logarithm: return e < a ? -log1p(-e / a) + 2 * u * abs(r) : .infinity
    case .binaryLogarithm: return e < a ? -log1p(-e / a) / Double.ln2 + 2 * u * abs(r) : .infinity
    // Each is also written with the other: 2σ(2x) − 1, and ½(1 + tanh(x/2)).
    case .hyperbolicTangent: return e + 4 * u + u * abs(r)
    case .sigmoid: return e / 4 + 2 * u
    // Programs also write each of these plainly, with exp, 1 and log.
    case .exponentialMinusOne: return (r + 1) * (expm1(e) + 3 * u) + u + p.smallest
    case .softplus: return e * logistic(a + e) + u * (2 + 3 * r) + p.smallest
    // Of half the angle: 2·sin(x/2)·cos(x/2), and 1 − 2·sin²(x/2), which is off by an absolute rounding.
    case .sine: return e * (abs(cos(a)) + e / 2) + 4 * u * abs(r)
    case .cosine: return e * (abs(sin(a)) + e / 2) + u * (3 + abs(r))
    // Its slope is largest at the end that is nearer to 0. 1 − erfc(x) is off by an absolute rounding.
    case .errorFunction:
      let nearest = max(abs(a) - e, 0)
      return e * exp(-nearest * nearest) * Double.slopeOfErfAtZero + u * (1 + 2 * abs(r))
    case .sign: return abs(a) > e ? 0 : (e == 0 ? 0 : .infinity)
    case .floor: return (a - e).rounded(.down) == (a + e).rounded(.down) ? 0 : .infinity
    }
  }
}

extension Binary {
  package func value(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: raise(a, to: b)
    case .maximum: a.isNaN || b.isNaN ? .nan : max(a, b)
    case .minimum: a.isNaN || b.isNaN ? .nan : min(a, b)
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    }
  }

  /// The bound on the result `r` of operands that are off by at most `ea` and `eb`.
  func bound(_ a: Double, _ ea: Double, _ b: Double, _ eb: Double, _ r: Double, _ p: Precision) -> Double {
    inDoubt(distance(a, ea, b, eb, r, p), r)
  }

  private func distance(_ a: Double, _ ea: Double, _ b: Double, _ eb: Double, _ r: Double, _ p: Precision) -> Double {
    let u = p.unitRoundoff
    if ea == 0 && eb == 0 && isExact(a, b, r, largest: 1 / u) { return 0 }
    switch self {
    case .add, .subtract: return ea + eb + u * (abs(a) + abs(b))
    case .multiply: return ea * abs(b) + eb * abs(a) + ea * eb + u * abs(r) + p.smallest
    case .divide:
      guard eb < abs(b) else { return .infinity }
      return (ea + abs(r) * eb) / (abs(b) - eb) + u * abs(r) + p.smallest
    case .power:
      if b == 0 && eb == 0 { return 0 }
      // A product that is zero is off by no more than what underflows.
      guard ea < abs(a) else { return a == 0 && ea <= 4 * p.smallest && b > eb ? raise(ea, to: b - eb) : .infinity }
      let base = abs(b) * (-log1p(-ea / abs(a)) + u)
      return abs(r) * expm1(base + abs(log(abs(a))) * eb + 2 * u) + p.smallest
    case .maximum:
      if a - ea > b + eb { return ea }
      if b - eb > a + ea { return eb }
      return max(ea, eb)
    case .minimum:
      if a + ea < b - eb { return ea }
      if b + eb < a - ea { return eb }
      return max(ea, eb)
    case .greater, .greaterOrEqual, .equal:
      // The branch is open where the bounds overlap, unless both operands are exact.
      return abs(a - b) > ea + eb || (ea == 0 && eb == 0) ? 0 : .infinity
    }
  }
}

/// A bound that cannot be worked out, as 0·∞, leaves a number open. As NaN it would be lost in the next largest of two.
private func inDoubt(_ bound: Double, _ r: Double) -> Double { bound.isNaN && !r.isNaN ? .infinity : bound }

/// The bound on a selection, each operand with its own bound. If the condition is in doubt, a correct program may take
/// either branch.
func selectionBound(
  _ condition: Double, _ doubt: Double, _ a: Double, _ ea: Double, _ b: Double, _ eb: Double
) -> Double {
  if doubt > 0 { return abs(a - b) + max(ea, eb) }
  return condition != 0 ? ea : eb
}

extension Precision {
  /// The error of a number that a program writes down or is given: a whole number is not rounded.
  func rounding(of number: Double) -> Double {
    number == number.rounded(.towardZero) ? 0 : unitRoundoff * abs(number)
  }

  /// The relative error of a power that was multiplied out over `t` steps.
  func repetition(over t: Double) -> Double { 2 * abs(t) * unitRoundoff }
}

extension Node {
  /// True if the formula is t times a factor.
  var isMultipleOfStep: Bool {
    switch self {
    case .step: true
    case .unary(.negate, let a): a.isMultipleOfStep
    case .binary(.multiply, let a, let b): a.isMultipleOfStep || b.isMultipleOfStep
    case .binary(.divide, let a, _): a.isMultipleOfStep
    default: false
    }
  }
}

extension Binary {
  /// True if whole numbers give a whole number, which is never rounded: counters and ⌊t/250⌋ must not be left open.
  private func isExact(_ a: Double, _ b: Double, _ r: Double, largest: Double) -> Bool {
    guard abs(r) <= largest, a == a.rounded(), b == b.rounded() else { return false }
    return switch self {
    case .add, .subtract, .multiply: true
    case .divide: r == r.rounded() && r * b == a
    default: false
    }
  }
}

extension Double {
  /// ln 2.
  fileprivate static let ln2 = log(2.0)
  /// 2/√π.
  fileprivate static let slopeOfErfAtZero = 2 / Double.pi.squareRoot()
}
