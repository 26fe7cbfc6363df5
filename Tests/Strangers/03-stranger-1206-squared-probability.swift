import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    let probability = sigmoid(z)
    let error = probability - target
    return (error * error).mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let probability = sigmoid(z)
    let slope = probability * (1 - probability)
    return 2 * (probability - target) * slope / z.count
  }
}
