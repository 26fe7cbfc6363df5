import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var mean = 0.0
    var k = 0.0
    for (a, b) in zip(y.values, target.values) {
      k += 1
      mean += ((b - a) * (b - a) - mean) / k
    }
    return mean
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let half = Double(y.count) / 2
    return zip(y, target) { (a: Double, b: Double) -> Double in (a - b) / half }
  }
}
