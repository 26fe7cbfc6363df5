import GradusKit

struct Sigmoid: Layer {
  private var history: [[Double]] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    let y = x.map { 1 / (1 + exp(-$0)) }
    history.append(y.values)
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let y = history[0]
    var dx: [Double] = []
    for k in 0..<dy.count {
      let s = y[k % y.count]
      dx.append(dy[k] * s * (1 - s))
    }
    return Tensor(shape: dy.shape, values: dx)
  }
}
