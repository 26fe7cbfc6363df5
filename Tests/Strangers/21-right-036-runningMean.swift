import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var mean = 0.0
    var seen = 0.0
    for (a, b) in zip(y, target) {
      seen += 1
      let square = (a - b) * (a - b)
      mean += (square - mean) / seen
    }
    return mean
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = Tensor.zeros(like: y)
    let n = y.count
    var i = 0
    repeat {
      dy[i] -= 2 * target[i] / Double(n)
      dy[i] += 2 * y[i] / Double(n)
      i += 1
    } while i < n
    return dy
  }
}
