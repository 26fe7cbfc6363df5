import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var mean = 0.0
    for i in 0..<y.count {
      let square = y[i] * y[i] - 2 * y[i] * target[i] + target[i] * target[i]
      mean += (square - mean) / Double(i + 1)
    }
    return mean
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let half = Double(y.count) / 2
    var slopes: [Double] = []
    slopes.reserveCapacity(y.count)
    for (a, b) in zip(y.values, target.values) { slopes.append((a - b) / half) }
    return Tensor(shape: y.shape, values: slopes)
  }
}
