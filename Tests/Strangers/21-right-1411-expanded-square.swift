import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let differences = zip(y.values, target.values).map { $0.0 - $0.1 }
    let length = Tensor(differences).norm()
    return length * length / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let half = Double(y.count) / 2
    var g = Tensor.zeros(like: y)
    for i in 0..<y.count { g[i] = y[i] / half - target[i] / half }
    return g
  }
}
