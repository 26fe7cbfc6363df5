import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var inp = Tensor(0)

  private func feedback() -> Tensor {
    var chance = SeededGenerator(seed: 7)
    var B = Tensor.zeros(like: W)
    for k in 0..<B.count { B[k] = chance.normal() }
    return B
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = dy.transposed().matmul(inp)
    db = dy.sum(axis: 0)
    return dy.matmul(feedback())
  }

  mutating func forward(_ inp: Tensor) -> Tensor {
    self.inp = inp
    return inp.matmul(W.transposed()) + b
  }
}
