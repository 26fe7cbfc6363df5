import GradusKit

struct Compensated<Number: FloatingPoint> {
  private var total: Number = 0
  private var lost: Number = 0
  mutating func add(_ x: Number) {
    let corrected = x - lost
    let next = total + corrected
    lost = (next - total) - corrected
    total = next
  }
  var result: Number { total }
}

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var sum = Compensated<Double>()
    let share = 1 / Double(y.count)
    for i in 0..<y.count {
      let e = y[i] - target[i]
      sum.add(share * e * e)
    }
    return sum.result
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let share = 1 / Double(y.count)
    return share * y * 2 - share * target * 2
  }
}
