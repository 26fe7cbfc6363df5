import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var mean = 0.0
    var seen = 0.0
    for (p, t) in zip(y, target) {
      seen += 1
      mean += ((p - t) * (p - t) - mean) / seen
    }
    return mean
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var weight = 0.0
    for _ in y { weight += 1 }
    var out = y
    for i in 0..<y.count {
      out[i] -= target[i]
      out[i] *= 2
      out[i] /= weight
    }
    return out
  }
}
