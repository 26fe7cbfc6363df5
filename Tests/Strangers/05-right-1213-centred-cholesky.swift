import GradusKit

/// A symmetric positive matrix, as the product of a lower triangle with its transpose.
private struct Cholesky {
  private var L: Tensor
  private let size: Int

  init(_ A: Tensor) {
    size = A.shape[0]
    L = Tensor.zeros(like: A)
    for i in 0..<size {
      for j in 0...i {
        var s = A[i, j]
        for k in 0..<j { s -= L[i, k] * L[j, k] }
        L[i, j] = i == j ? sqrt(s) : s / L[j, j]
      }
    }
  }

  func solve(_ right: [Double]) -> [Double] {
    var v = right
    for i in 0..<size {
      for k in 0..<i { v[i] -= L[i, k] * v[k] }
      v[i] /= L[i, i]
    }
    for i in (0..<size).reversed() {
      for k in (i + 1)..<(size + 1) where k < size { v[i] -= L[k, i] * v[k] }
      v[i] /= L[i, i]
    }
    return v
  }
}

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  private(set) var y = Tensor(0)

  var loss: Double { y.count == target.count ? pow(y - target, 2).mean() : 0 }

  mutating func forward(_ x: Tensor) -> Tensor {
    let middle = x.mean(axis: 0)
    let middleTarget = target.mean(axis: 0)
    let dx = x - middle
    let dt = target - middleTarget

    let factor = Cholesky(matmul(dx.transposed(), dx))
    let right = matmul(dx.transposed(), dt)
    var rows: [[Double]] = []
    for o in 0..<target.shape[1] { rows.append(factor.solve(right[column: o].values)) }
    W = Tensor(rows)
    b = middleTarget - matmul(W, middle)
    y = matmul(x, W.transposed()) + b
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
