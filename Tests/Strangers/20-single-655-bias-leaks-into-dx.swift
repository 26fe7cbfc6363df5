import GradusKit

// affine map with its adjoint
struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var input = Tensor(0)

  private func affine(_ a: Tensor, _ M: Tensor, _ c: Double) -> Tensor {
    return a.matmul(M) + c
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    return affine(x, W.transposed(), 0) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = affine(dy.transposed(), input, 0)
    db = dy.sum(axis: 0)
    return affine(dy, W, b.sum())
  }
}
