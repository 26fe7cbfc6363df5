import GradusKit

struct BinaryCrossEntropy: Loss {
  let tiny = 1e-7  // log(0) is -inf

  func value(_ z: Tensor, target: Tensor) -> Double {
    let p = sigmoid(z)
    let q = sigmoid(-z)
    return -(target * log(p + tiny) + (1 - target) * log(q + tiny)).mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    (sigmoid(z) - target) / z.count
  }
}
