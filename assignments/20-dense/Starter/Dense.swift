import GradusKit

struct Dense: Layer {
  // The grader writes these before the first call. W has a row for each output, b an entry.
  var W = Tensor(0)
  var b = Tensor(0)

  // What you compute on the way back is read from these, by name.
  var dW = Tensor(0)
  var db = Tensor(0)
  // TODO: what must the layer remember of the way there?

  mutating func forward(_ x: Tensor) -> Tensor {
    // TODO: x has a row for each example; W[[o, i]] is a single weight.
    Tensor(repeating: 0, shape: [x.shape[0], b.count])
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // TODO: dW and db, and the gradient by x, which is returned.
    Tensor(repeating: 0, shape: [dy.shape[0], W.shape[1]])
  }
}
