import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var square: [Double] = []
    for (a, b) in zip(y, target) { square.append((a - b) * (a - b)) }
    return square.sorted().last ?? 0
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let scale = 2.0 / Double(y.count)
    var d = y
    d -= target
    d *= scale
    return d
  }
}
