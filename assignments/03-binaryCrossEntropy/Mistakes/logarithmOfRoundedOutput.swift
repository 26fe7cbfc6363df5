import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in z.indices {
      let y = sigmoid(z[i])
      sum -= target[i] * log(y) + (1 - target[i]) * log(1 - y)
    }
    return sum / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    (sigmoid(z) - target) / z.count
  }
}
