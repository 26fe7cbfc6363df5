import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var mean = 0.0
    var seen = 0.0
    for (a, b) in zip(y, target) {
      seen += 1
      mean += ((a - b) * (a - b) - mean) / seen
    }
    return mean
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let half = Double(y.count) / 2
    var d = y
    for i in 0..<d.count {
      d[i] = (d[i] - target[i]) / half
    }
    return d
  }
}
