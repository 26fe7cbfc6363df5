import GradusKit

extension Tensor {
  var meanSquare: Double {
    let n = norm()
    return n * n / Double(count)
  }
}

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    (y - target).meanSquare
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = Tensor.zeros(like: y)
    var i = y.count - 1
    while i >= 0 {
      let e = y[i] - target[i]
      dy[i] = (e + e) / Double(y.count)
      i -= 1
    }
    return dy
  }
}
