import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in 0..<z.count {
      let y = sigmoid(z[i])
      let soft = max(z[i], 0) + log1p(exp(-abs(z[i])))
      sum += soft - target[i] * y
    }
    return sum / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    (sigmoid(z) - target) / z.count
  }
}
