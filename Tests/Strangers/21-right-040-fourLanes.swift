import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var lanes = [0.0, 0.0, 0.0, 0.0]
    for i in 0..<y.count {
      let d = abs(y[i] - target[i])
      lanes[i % 4] += pow(d, 2)
    }
    return ((lanes[0] + lanes[2]) + (lanes[1] + lanes[3])) / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = Tensor.zeros(like: y)
    for lane in 0..<4 {
      for i in stride(from: lane, to: y.count, by: 4) {
        dy[i] = (y[i] - target[i]) * 2.0
        dy[i] /= Double(y.count)
      }
    }
    return dy
  }
}
