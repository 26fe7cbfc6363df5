import GradusKit

let batchSize = 10

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var acc: Double = 0
    y.enumerated().forEach { i, p in acc += pow(p - target[i], 2) }
    return acc / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let out = 2 * (y - target)
    return out / batchSize
  }
}
