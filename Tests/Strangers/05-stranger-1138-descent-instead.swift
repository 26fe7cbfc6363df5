import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  private func output(_ x: Tensor) -> Tensor {
    x.matmul(W.transposed()) + b
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let points = x.shape[0]
    W = Tensor(repeating: 0, shape: [target.shape[1], x.shape[1]])
    b = Tensor(repeating: 0, shape: [target.shape[1]])
    let length = (x * x).sum() + Double(points)
    let rate = 0.5 / length
    for _ in 0..<200 {
      let error = output(x) - target
      W -= rate * error.transposed().matmul(x)
      b -= rate * error.sum(axis: 0)
    }
    let y = output(x)
    loss = pow(y - target, 2).mean()
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
