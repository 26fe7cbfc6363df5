import GradusKit

struct BinaryCrossEntropy: Loss {
  let epsilon = 1e-7  // keras.backend.epsilon()

  func value(_ z: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in 0..<z.count {
      var y = sigmoid(z[i])
      y = max(epsilon, min(1 - epsilon, y))
      sum -= target[i] * log(y) + (1 - target[i]) * log1p(-y)
    }
    return sum / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    var dz = Tensor.zeros(like: z)
    for i in 0..<z.count {
      dz[i] = (sigmoid(z[i]) - target[i]) / Double(z.count)
    }
    return dz
  }
}
