import GradusKit

struct Dual {
  var value: Double
  var slope: Double
  static func - (a: Dual, b: Double) -> Dual { Dual(value: a.value - b, slope: a.slope) }
  static func * (a: Dual, b: Dual) -> Dual {
    Dual(value: a.value * b.value, slope: a.value * b.slope + a.slope * b.value)
  }
  static func / (a: Dual, b: Double) -> Dual { Dual(value: a.value / b, slope: a.slope / b) }
}

struct MeanSquaredError: Loss {
  private func term(_ p: Dual, _ t: Double, _ n: Int) -> Dual {
    let e = p - t
    return e * e / Double(n)
  }

  func value(_ y: Tensor, target: Tensor) -> Double {
    var total = 0.0
    for i in 0..<y.count { total += term(Dual(value: y[i], slope: 0), target[i], y.count).value }
    return total
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    zip(y, target) { p, t in term(Dual(value: p, slope: 1), t, y.count).slope }
  }
}
