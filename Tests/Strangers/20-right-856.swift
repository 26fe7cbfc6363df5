import GradusKit

final class Tape {
  var x: Tensor?
  var dy: Tensor?
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  private let tape = Tape()

  var dW: Tensor? {
    guard let x = tape.x, let dy = tape.dy else { return nil }
    // (xᵀ·dy)ᵀ is dyᵀ·x
    return x.transposed().matmul(dy).transposed()
  }

  var db: Tensor? { tape.dy?.sum(axis: 0) }

  func forward(_ x: Tensor) -> Tensor {
    tape.x = x
    let ones = Tensor(repeating: 1, shape: [x.shape[0], 1])
    return matmul(x, W.transposed()) + ones * b.reshaped(1, -1)
  }

  func backward(_ dy: Tensor) -> Tensor {
    tape.dy = dy
    // (Wᵀ·dyᵀ)ᵀ
    return W.transposed().matmul(dy.transposed()).transposed()
  }
}
