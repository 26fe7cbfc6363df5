import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var seen: [Tensor] = []

  mutating func forward(_ X: Tensor) -> Tensor {
    seen = (0..<X.shape[0]).map { r in X[row: r] }
    var y = Tensor(repeating: 0, shape: [seen.count, b.count])
    for (r, example) in seen.enumerated() {
      y[row: r] = max(0, matmul(W, example) + b)
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    var gradX = Tensor(repeating: 0, shape: [seen.count, W.shape[1]])
    let wT = W.transposed()
    for (r, example) in seen.enumerated() {
      let err = dy[row: r]
      for neuron in 0..<err.count {
        dW[row: neuron] = dW[row: neuron] + err[neuron] * example
      }
      db += err
      gradX[row: r] = matmul(wT, err)
    }
    return gradX
  }
}
