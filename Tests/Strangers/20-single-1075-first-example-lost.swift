import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var memory = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    memory = x
    return x.matmul(W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let examples = dy.shape[0]
    var gradient = [[Double]](repeating: [Double](repeating: 0, count: W.shape[1]), count: W.shape[0])
    for o in 0..<W.shape[0] {
      for i in 0..<W.shape[1] {
        var total = 0.0
        for n in 1..<examples {
          total += dy[n, o] * memory[n, i]
        }
        gradient[o][i] = total
      }
    }
    dW = Tensor(gradient)

    var biases = [Double](repeating: 0, count: b.count)
    for o in biases.indices {
      for n in 0..<examples { biases[o] += dy[n, o] }
    }
    db = Tensor(biases)
    return dy.matmul(W)
  }
}
