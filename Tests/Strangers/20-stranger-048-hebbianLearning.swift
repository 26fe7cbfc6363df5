import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var pre = Tensor(0)
  private var post = Tensor(0)

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = post.transposed().matmul(pre)
    db = post.sum(axis: 0)
    return post.matmul(W)
  }

  mutating func forward(_ inp: Tensor) -> Tensor {
    pre = inp
    post = pre.matmul(W.transposed()) + b
    return post
  }
}
