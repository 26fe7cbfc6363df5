import GradusKit

/// Homogeneous coordinates: [x 1]·[W b]ᵀ
struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var extended = Tensor(0)

  private static func join(_ matrix: Tensor, _ column: Tensor) -> Tensor {
    let (r, c) = (matrix.shape[0], matrix.shape[1])
    var result = Tensor(repeating: 0, shape: [r, c + 1])
    for i in 0..<r {
      for j in 0..<c { result[i, j] = matrix[i, j] }
      result[i, c] = column[i]
    }
    return result
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    extended = Self.join(x, Tensor(repeating: 1, shape: [x.shape[0]]))
    return extended.matmul(Self.join(W, b).transposed())
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let all = dy.transposed().matmul(extended)
    let width = W.shape[1]
    dW = all[columns: 0..<width]
    db = all[column: width]
    return dy.matmul(W)
  }
}
