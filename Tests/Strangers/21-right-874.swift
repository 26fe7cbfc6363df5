import GradusKit

struct MeanSquaredError: Loss {
  // running mean: after k elements it is the mean of those k
  func value(_ y: Tensor, target: Tensor) -> Double {
    var mean = 0.0
    for k in 0..<y.count {
      let d = target[k] - y[k]
      mean += (d * d - mean) / Double(k + 1)
    }
    return mean
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var slope = target
    slope -= y
    slope /= y.count
    slope *= -2
    return slope
  }
}
