import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var total = 0.0
    for (p, t) in zip(y, target) { total += p - t }
    return total * total / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var g = y
    g -= target
    g *= 2
    g /= y.count
    return g
  }
}
