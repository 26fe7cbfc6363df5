import GradusKit

// Inputs and targets less their means give W from a smaller system; the bias then carries the means.
final class LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0), b = Tensor(0)
  var loss = Double.infinity

  init() {}

  func forward(_ x: Tensor) -> Tensor {
    let (xMean, targetMean) = (x.mean(axis: 0), target.mean(axis: 0))
    let (centredX, centredTarget) = (x - xMean, target - targetMean)
    let covariance = matmul(centredX.transposed(), centredX)
    let right = matmul(centredX.transposed(), centredTarget)
    W = GaussJordan(matrix: covariance, right: right).solution().transposed()
    b = targetMean - W.matmul(xMean)
    let y = matmul(x, W.transposed()) + b
    let error = y - target
    loss = (error * error).sum() / Double(error.count)
    return y
  }

  func backward(_ dy: Tensor) -> Tensor { dy }
}

/// Elimination below and above at once, row by row; what is left of the matrix is 1.
struct GaussJordan {
  var matrix: Tensor
  var right: Tensor

  func solution() -> Tensor {
    var table = (0..<matrix.shape[0]).map { i in
      (0..<matrix.shape[1]).map { matrix[i, $0] } + (0..<right.shape[1]).map { right[i, $0] }
    }
    for k in table.indices {
      let best = table.indices.dropFirst(k).max { abs(table[$0][k]) < abs(table[$1][k]) }!
      table.swapAt(k, best)
      let pivot = table[k][k]
      table[k] = table[k].map { $0 / pivot }
      for i in table.indices where i != k {
        let factor = table[i][k]
        table[i] = zip(table[i], table[k]).map { $0 - factor * $1 }
      }
    }
    return Tensor(table.map { Array($0.dropFirst(matrix.shape[1])) })
  }
}
